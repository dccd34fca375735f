/* Sums, filters and local normalisation. */
#include "kernel.h"

#include <math.h>
#include <string.h>

enum { LANES = 16, WIDEST_KERNEL = 128 };

/* Room for so many floats; none once the arena is used up, which counts on so that the caller can bring more. */
float *pv_room(Arena *arena, int64_t floats) {
    floats = (floats + 15) / 16 * 16;
    int64_t begin = arena->used;
    arena->used += floats;
    if (arena->used > arena->wanted) arena->wanted = arena->used;
    return arena->used <= arena->size ? arena->start + begin : 0;
}

static double folded(const float *lanes) {
    double sum = 0.0;
    for (int k = 0; k < LANES; k++) sum += lanes[k];
    return sum;
}

double pv_sum(const float *a, int n) {
    float lanes[LANES] = {0};
    int i = 0;
    for (; i + LANES <= n; i += LANES)
        for (int k = 0; k < LANES; k++) lanes[k] += a[i + k];
    double sum = folded(lanes);
    for (; i < n; i++) sum += a[i];
    return sum;
}

double pv_dot(const float *a, const float *b, int n) {
    float lanes[LANES] = {0};
    int i = 0;
    for (; i + LANES <= n; i += LANES)
        for (int k = 0; k < LANES; k++) lanes[k] += a[i + k] * b[i + k];
    double sum = folded(lanes);
    for (; i < n; i++) sum += (double)a[i] * b[i];
    return sum;
}

double pv_dot3(const float *a, const float *b, const float *c, int n) {
    float lanes[LANES] = {0};
    int i = 0;
    for (; i + LANES <= n; i += LANES)
        for (int k = 0; k < LANES; k++) lanes[k] += a[i + k] * b[i + k] * c[i + k];
    double sum = folded(lanes);
    for (; i < n; i++) sum += (double)a[i] * b[i] * c[i];
    return sum;
}

/* The mean over a square of 2 radius + 1, zeros beyond the border; `spare` holds 2 w + 4 radius + 2. */
void pv_box(const float *restrict image, float *restrict out, int h, int w, int radius, float *restrict spare) {
    float *column = spare, *along = spare + w;
    float share = 1.0f / (float)((2 * radius + 1) * (2 * radius + 1));
    memset(along, 0, sizeof(float) * (w + 2 * radius + 1));
    memset(column, 0, sizeof(float) * w);
    for (int y = 0; y < radius && y < h; y++)
        for (int x = 0; x < w; x++) column[x] += image[(int64_t)y * w + x];
    for (int y = 0; y < h; y++) {
        if (y + radius < h)
            for (int x = 0; x < w; x++) column[x] += image[(int64_t)(y + radius) * w + x];
        if (y > radius)
            for (int x = 0; x < w; x++) column[x] -= image[(int64_t)(y - radius - 1) * w + x];
        double running = 0.0;
        for (int x = 0; x < radius && x < w; x++) running += column[x];
        float *row = out + (int64_t)y * w;
        for (int x = 0; x < w; x++) {
            if (x + radius < w) running += column[x + radius];
            if (x > radius) running -= column[x - radius - 1];
            row[x] = (float)running * share;
        }
    }
}

/* A derivative by Sobel's kernel times `scale`, the border's value beyond the border. */
void pv_slope(const float *restrict image, float *restrict out, int h, int w, int down, float scale) {
    for (int y = 0; y < h; y++) {
        const float *a = image + (int64_t)(y > 0 ? y - 1 : 0) * w, *b = image + (int64_t)y * w;
        const float *c = image + (int64_t)(y < h - 1 ? y + 1 : y) * w;
        float *row = out + (int64_t)y * w;
#define AT(l, r, x)                                                                                                   \
    (scale * (down ? (c[l] - a[l]) + 2.0f * (c[x] - a[x]) + (c[r] - a[r])                                             \
                   : (a[r] - a[l]) + 2.0f * (b[r] - b[l]) + (c[r] - c[l])))
        int last = w - 1;
        row[0] = AT(0, 1, 0);
        if (down)
            for (int x = 1; x < last; x++)
                row[x] = scale * ((c[x - 1] - a[x - 1]) + 2.0f * (c[x] - a[x]) + (c[x + 1] - a[x + 1]));
        else
            for (int x = 1; x < last; x++)
                row[x] = scale * ((a[x + 1] - a[x - 1]) + 2.0f * (b[x + 1] - b[x - 1]) + (c[x + 1] - c[x - 1]));
        row[last] = AT(last - 1, last, last);
#undef AT
    }
}

static int taps_for(double sigma, float *taps) {
    if (sigma <= 0.6) { /* a small blur by three taps, for sampled Gaussians fall short of it */
        float a = (float)(sigma * sigma / 2.0);
        taps[0] = taps[2] = a, taps[1] = 1.0f - 2.0f * a;
        return 1;
    }
    int radius = (int)ceil(2.5 * sigma);
    radius = radius > (WIDEST_KERNEL - 1) / 2 ? (WIDEST_KERNEL - 1) / 2 : radius;
    double sum = 0.0, values[WIDEST_KERNEL];
    for (int k = -radius; k <= radius; k++) sum += values[k + radius] = exp(-0.5 * k * k / (sigma * sigma));
    for (int k = 0; k <= 2 * radius; k++) taps[k] = (float)(values[k] / sum);
    return radius;
}

/* Blurred by `sigma` pixels, the border's value beyond the border; `spare` holds w and twice a kernel's radius. */
void pv_blurred(const float *restrict image, float *restrict out, int h, int w, double sigma, float *restrict spare) {
    if (sigma < 0.05) {
        memcpy(out, image, sizeof(float) * (int64_t)h * w);
        return;
    }
    float taps[WIDEST_KERNEL];
    int radius = taps_for(sigma, taps);
    for (int y = 0; y < h; y++) {
        float *line = spare + radius;
        memset(line, 0, sizeof(float) * w);
        for (int k = -radius; k <= radius; k++) {
            int from = y + k < 0 ? 0 : y + k >= h ? h - 1 : y + k;
            const float *row = image + (int64_t)from * w;
            float tap = taps[k + radius];
            for (int x = 0; x < w; x++) line[x] += tap * row[x];
        }
        for (int k = 1; k <= radius; k++) line[-k] = line[0], line[w - 1 + k] = line[w - 1];
        float *to = out + (int64_t)y * w;
        memset(to, 0, sizeof(float) * w);
        for (int k = -radius; k <= radius; k++) {
            float tap = taps[k + radius];
            for (int x = 0; x < w; x++) to[x] += tap * line[x + k];
        }
    }
}

/* The least within a square of 2 radius + 1, in place; what lies beyond the border does not count. */
void pv_eroded(float *image, int h, int w, int radius, float *spare) {
    for (int y = 0; y < h; y++) {
        float *row = image + (int64_t)y * w;
        memcpy(spare, row, sizeof(float) * w);
        for (int k = 1; k <= radius; k++)
            for (int x = 0; x < w; x++) {
                float left = spare[x >= k ? x - k : 0], right = spare[x + k < w ? x + k : w - 1];
                float least = left < right ? left : right;
                row[x] = x >= k && x + k < w ? (least < row[x] ? least : row[x])
                         : x >= k            ? (left < row[x] ? left : row[x])
                         : x + k < w         ? (right < row[x] ? right : row[x])
                                             : row[x];
            }
    }
    for (int x = 0; x < w; x++) {
        for (int y = 0; y < h; y++) spare[y] = image[(int64_t)y * w + x];
        for (int y = 0; y < h; y++) {
            float least = spare[y];
            for (int k = y - radius; k <= y + radius; k++)
                if (k >= 0 && k < h && spare[k] < least) least = spare[k];
            image[(int64_t)y * w + x] = least;
        }
    }
}

/* The value of that rank, counted from 0; `values` are put out of order. */
double pv_ranked(float *values, int n, int rank) {
    int low = 0, high = n - 1;
    while (low < high) {
        float pivot = values[(low + high) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot) i++;
            while (values[j] > pivot) j--;
            if (i <= j) {
                float other = values[i];
                values[i++] = values[j], values[j--] = other;
            }
        }
        if (rank <= j)
            high = j;
        else if (rank >= i)
            low = i;
        else
            break;
    }
    return values[rank];
}

int pv_local(Local *local, float *known, int h, int w, int radius, Arena *arena) {
    int n = h * w;
    local->known = known, local->radius = radius;
    local->per_share = pv_room(arena, n);
    float *spare = pv_room(arena, 2 * w + 4 * radius + 2);
    if (!local->per_share || !spare) return 0;
    pv_box(known, local->per_share, h, w, radius, spare);
    for (int i = 0; i < n; i++) local->per_share[i] = 1.0f / fmaxf(local->per_share[i], 1e-3f);
    return 1;
}

/* Within what is known; `spare` holds an image and what `pv_box` wants. */
void pv_local_mean(const Local *local, const float *restrict image, float *restrict out, int h, int w,
                   float *restrict spare) {
    int n = h * w;
    const float *restrict known = local->known, *restrict per_share = local->per_share;
    for (int i = 0; i < n; i++) spare[i] = image[i] * known[i];
    pv_box(spare, out, h, w, local->radius, spare + n);
    for (int i = 0; i < n; i++) out[i] *= per_share[i];
}

/* `Local.normalised`; `spare` holds two images and what `pv_box` wants. */
void pv_normalised(const Local *local, const float *restrict image, double floor, float *restrict out,
                   float *restrict contrast, int h, int w, float *restrict spare) {
    int n = h * w;
    float *square = spare + n;
    pv_local_mean(local, image, out, h, w, spare + n);
    for (int i = 0; i < n; i++) spare[i] = image[i] * image[i];
    pv_local_mean(local, spare, contrast, h, w, square);
    float least = (float)(floor * floor);
    for (int i = 0; i < n; i++) {
        float variance = contrast[i] - out[i] * out[i];
        float deviation = sqrtf((variance > 0.0f ? variance : 0.0f) + least);
        contrast[i] = deviation;
        out[i] = (image[i] - out[i]) / deviation;
    }
}

/* `Local.likeness`; `spare` holds three images and what `pv_box` wants. */
void pv_local_likeness(const Local *local, const float *restrict seen, const float *restrict drawn,
                       float *restrict out, int h, int w, float *restrict spare) {
    int n = h * w, count = 0, known = 0;
    float *square = spare, *other = spare + n, *room = spare + 2 * n;
    for (int i = 0; i < n; i++) out[i] = drawn[i] * drawn[i] * local->known[i];
    pv_box(out, square, h, w, local->radius, room);
    for (int i = 0; i < n; i++) out[i] = seen[i] * seen[i] * local->known[i];
    pv_box(out, other, h, w, local->radius, room);
    for (int i = 0; i < n; i++) square[i] *= other[i];
    for (int i = 0; i < n; i++) other[i] = seen[i] * drawn[i] * local->known[i];
    pv_box(other, out, h, w, local->radius, room);
    for (int i = 0; i < n; i++) {
        out[i] /= sqrtf(square[i] > 0.0f ? square[i] : 0.0f) + 1e-3f;
        if (local->known[i] > 0.0f && known++ % 7 == 0) other[count++] = out[i];
    }
    double best = 0.3;
    if (count) { /* the 90th percentile, as numpy has it */
        double place = 0.9 * (count - 1);
        int below = (int)place, above = below + 1 < count ? below + 1 : below;
        double low = pv_ranked(other, count, below), high = pv_ranked(other, count, above);
        double value = low + (place - below) * (high - low);
        best = value > best ? value : best;
    }
    float per = (float)(1.0 / best);
    for (int i = 0; i < n; i++) {
        float like = (out[i] * per - 0.45f) * 2.5f;
        out[i] = like < 0.0f ? 0.0f : like > 1.0f ? 1.0f : like;
    }
}
