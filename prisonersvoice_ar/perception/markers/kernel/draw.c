/* The picture's patch, and the print drawn into it: perspective, pixels' area, blur, motion, rows one by one. */
#include "kernel.h"

#include <math.h>
#include <string.h>

enum { LEAST_SIDE = 6, MOST_SHOTS = 12, AT_ONCE = 16 };
static const double MARGIN = 2.0;
static const float KNOWN = 0.98f;

/* ---- the patch ---- */

static int whole_part(double value, double least, double most) { return (int)pv_clip(value, least, most); }

/* The grey value at a picture pixel between pixels, as OpenCV's `remap` rounds it. */
static int gray_at(const pv_request *r, const float *place) {
    float x = fminf(fmaxf(place[0], 0.0f), (float)(r->width - 1));
    float y = fminf(fmaxf(place[1], 0.0f), (float)(r->height - 1));
    int column = (int)x, row = (int)y;
    int right = column + 1 < r->width ? column + 1 : column, below = row + 1 < r->height ? row + 1 : row;
    float u = x - (float)column, v = y - (float)row;
    const uint8_t *a = r->gray + (int64_t)row * r->gray_stride, *b = r->gray + (int64_t)below * r->gray_stride;
    float value = (a[column] * (1 - u) + a[right] * u) * (1 - v) + (b[column] * (1 - u) + b[right] * u) * v;
    return (int)(value + 0.5f);
}

/* The mean light of each patch pixel's shrink by shrink picture pixels. */
static void light_of(const pv_request *r, const Patch *p, int left, int top) {
    int s = p->shrink;
    float share = 1.0f / (float)(s * s);
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            float sum = 0.0f;
            int column = left + x * s;
            for (int line = top + y * s; line < top + (y + 1) * s; line++) {
                if (r->maps) {
                    const float *place = r->maps + 2 * ((int64_t)line * r->width + column);
                    for (int i = 0; i < s; i++) sum += r->to_light[gray_at(r, place + 2 * i)];
                } else {
                    const uint8_t *gray = r->gray + (int64_t)line * r->gray_stride + column;
                    for (int i = 0; i < s; i++) sum += r->to_light[gray[i]];
                }
            }
            p->light[(int64_t)y * p->width + x] = sum * share;
        }
}

/* `patch_around`: 1 with a patch, 0 where nothing of it is left in the picture, -1 without room. */
int pv_patch(const pv_request *r, const double *corners, Patch *p, Arena *arena) {
    double low[2] = {corners[0], corners[1]}, high[2] = {corners[0], corners[1]};
    for (int k = 0; k < 8; k++) {
        if (!__builtin_isfinite(corners[k])) return 0;
        low[k & 1] = fmin(low[k & 1], corners[k]), high[k & 1] = fmax(high[k & 1], corners[k]);
    }
    double across = fmin(high[0], r->width) - fmax(low[0], 0.0);
    double down = fmin(high[1], r->height) - fmax(low[1], 0.0);
    if (across < LEAST_SIDE || down < LEAST_SIDE) return 0;
    int s = (int)(sqrt(across * down / r->most_pixels) + 0.7);
    p->shrink = s = s < 1 ? 1 : s;
    double margin = MARGIN * s;
    int left = whole_part(floor(low[0] - margin), 0, r->width), top = whole_part(floor(low[1] - margin), 0, r->height);
    p->width = (whole_part(ceil(high[0] + margin + 1), 0, r->width) - left) / s;
    p->height = (whole_part(ceil(high[1] + margin + 1), 0, r->height) - top) / s;
    if (p->width < LEAST_SIDE || p->height < LEAST_SIDE) return 0;
    p->left = left + (s - 1) / 2.0, p->top = top + (s - 1) / 2.0;
    p->light = pv_room(arena, (int64_t)p->width * p->height);
    p->x = pv_room(arena, p->width), p->y = pv_room(arena, p->height);
    if (!p->light || !p->x || !p->y) return -1;
    for (int x = 0; x < p->width; x++) p->x[x] = (float)((x * s + p->left - r->cx) / r->fx);
    for (int y = 0; y < p->height; y++) p->y[y] = (float)((y * s + p->top - r->cy) / r->fy);
    light_of(r, p, left, top);
    return 1;
}

/* ---- the drawing ---- */

/* The coarsest size whose texels are no larger than is asked for. */
static const pv_level *level_for(const pv_request *r, const pv_side *side, const Patch *p, const double *T, int finer) {
    double frame[16];
    pv_multiply4(T, side->frame, frame);
    double texel_m = 1.3 * p->shrink * fmax(frame[11], 1e-3) / r->fx / finer;
    const pv_level *best = side->levels;
    for (int64_t k = 0; k < side->level_count; k++)
        if (side->levels[k].texel_m <= texel_m) best = side->levels + k;
    return best;
}

/* (3, 3) from a patch cut `finer` to the level's texels; 0 where the plane is seen edge on. */
static int view(const pv_request *r, const pv_side *side, const pv_level *level, const Patch *p, const double *T,
                int finer, double *back) {
    double s = (double)finer / p->shrink, half = (finer - 1) / 2.0, frame[16], H[9], sheared[9], all[9];
    double V[9] = {s * r->fx, 0, s * r->cx + half - p->left * s, 0, s * r->fy, s * r->cy + half - p->top * s, 0, 0, 1};
    pv_multiply4(T, side->frame, frame);
    double plane[9] = {frame[0], frame[1], frame[3], frame[4], frame[5], frame[7], frame[8], frame[9], frame[11]};
    pv_multiply3(V, plane, H);
    if (r->moving && r->readout_s != 0.0) {
        double row = (V[4] * T[7] + V[5] * T[11]) / T[11], rate[2];
        pv_pixels_a_second(r, T, rate);
        /* pixels that the target moves on while one row is read */
        rate[0] *= r->readout_s / r->height, rate[1] *= r->readout_s / r->height;
        double stretch = 1.0 / fmax(1.0 - rate[1], 0.2);
        double shear[9] = {1, rate[0] * stretch, -rate[0] * stretch * row, 0, stretch, row * (1 - stretch), 0, 0, 1};
        pv_multiply3(shear, H, sheared);
        memcpy(H, sheared, sizeof H);
    }
    pv_multiply3(H, level->to_target, all);
    return pv_invert3(all, back);
}

/* What each sample takes from its four texels is kept apart until a patch pixel is done. */
typedef float Four __attribute__((vector_size(16)));
typedef double Two __attribute__((vector_size(16)));

/* Four texels around a sample: two of one line, two of the next. */
static inline Four texels(const float *at, int64_t stride) {
    double above, below;
    memcpy(&above, at, sizeof above);
    memcpy(&below, at + stride, sizeof below);
    return (Four)(Two){above, below};
}

/* One fine row added to `sums`, bilinear. Around the texture lies one line of what is beyond it. */
static void sampled(const float *restrict texture, int height, int width, const double *B, double row, int count,
                    int finer, Four *restrict sums) {
    double u0 = B[1] * row + B[2], v0 = B[4] * row + B[5], w0 = B[7] * row + B[8];
    float right = (float)(width + 1) - 1e-3f, bottom = (float)(height + 1) - 1e-3f;
    int stride = width + 2;
    for (int begin = 0; begin < count; begin += AT_ONCE) {
        float weights[4 * AT_ONCE];
        int cells[AT_ONCE], most = count - begin < AT_ONCE ? count - begin : AT_ONCE;
        double ub = u0 + B[0] * begin, vb = v0 + B[3] * begin, per = 1.0 / (w0 + B[6] * begin);
        /* (ub + B0 k) / (wb + B6 k) = u + k (B0 - u B6) / (wb + B6 k), u at the first: small steps, single precision */
        float uf = (float)(ub * per + 1.0), vf = (float)(vb * per + 1.0), wx = (float)(B[6] * per);
        float du = (float)((B[0] - ub * per * B[6]) * per), dv = (float)((B[3] - vb * per * B[6]) * per);
        for (int k = 0; k < AT_ONCE; k++) {
            float along = (float)k / (1.0f + wx * (float)k);
            float x = uf + du * along, y = vf + dv * along;
            x = x > 0.0f ? x : 0.0f, y = y > 0.0f ? y : 0.0f;
            x = x < right ? x : right, y = y < bottom ? y : bottom;
            int column = (int)x, line = (int)y;
            float u = x - (float)column, v = y - (float)line, both = u * v;
            cells[k] = line * stride + column;
            weights[4 * k] = 1.0f - u - v + both;
            weights[4 * k + 1] = u - both;
            weights[4 * k + 2] = v - both;
            weights[4 * k + 3] = both;
        }
        Four *to = sums + begin / finer;
        for (int k = 0; k < most; k += finer, to++) {
            Four sum = *to;
            for (int i = k; i < k + finer; i++) {
                Four weight;
                memcpy(&weight, weights + 4 * i, sizeof weight);
                sum += weight * texels(texture + cells[i], stride);
            }
            *to = sum;
        }
    }
}

/* One moment's light added to `sums`, each patch pixel the sum of finer by finer samples. */
static void shot(const pv_request *r, const pv_side *side, const pv_level *level, const Patch *p, const double *T,
                 int finer, Four *sums) {
    double B[9];
    int fine = p->width * finer;
    if (!view(r, side, level, p, T, finer, B)) return;
    for (int y = 0; y < p->height; y++)
        for (int j = 0; j < finer; j++) {
            Four *row = sums + (int64_t)y * p->width;
            double at = y * finer + j;
            /* known numbers are what a compiler can unroll */
            if (finer == 2)
                sampled(level->light, level->height, level->width, B, at, fine, 2, row);
            else
                sampled(level->light, level->height, level->width, B, at, fine, 4, row);
        }
}

static void summed(const Four *sums, float share, float *out, int n) {
    for (int i = 0; i < n; i++) out[i] = share * ((sums[i][0] + sums[i][1]) + (sums[i][2] + sums[i][3]));
}

/* `Drawer.known`: how many pixels of the patch are, in `out`, 0 or 1 each; -1 without room. */
int pv_known(const pv_request *r, const pv_side *side, const Patch *p, const double *T, float *out, Arena *arena) {
    const pv_level *level = level_for(r, side, p, T, 1);
    double B[9];
    int n = p->height * p->width, count = 0;
    int64_t mark = arena->used;
    Four *sums = (Four *)pv_room(arena, 4 * (int64_t)n);
    if (!sums) return -1;
    if (!view(r, side, level, p, T, 1, B)) return 0;
    memset(sums, 0, sizeof(Four) * n);
    for (int y = 0; y < p->height; y++)
        sampled(level->known, level->height, level->width, B, y, p->width, 1, sums + (int64_t)y * p->width);
    summed(sums, 1.0f, out, n);
    arena->used = mark;
    for (int i = 0; i < n; i++) count += out[i] > KNOWN, out[i] = out[i] > KNOWN ? 1.0f : 0.0f;
    return count;
}

/* `Drawer.light`: reflectance at pose T, blurred by `blur_px` picture pixels; 0 without room. */
int pv_draw(const pv_request *r, const pv_side *side, const Patch *p, const double *T, double blur_px, int finer,
            float *out, Arena *arena) {
    int n = p->height * p->width, shots = 1;
    float *sum = pv_room(arena, n), *line = pv_room(arena, (int64_t)p->width + 256);
    Four *sums = (Four *)pv_room(arena, 4 * (int64_t)n);
    if (!sums) return 0;
    const pv_level *level = level_for(r, side, p, T, finer);
    if (r->moving) {
        double rate[2];
        pv_pixels_a_second(r, T, rate);
        double travel = sqrt(rate[0] * rate[0] + rate[1] * rate[1]) * r->exposure_s / p->shrink;
        shots = (int)pv_clip(ceil(0.8 * travel), 1, MOST_SHOTS);
    }
    memset(sums, 0, sizeof(Four) * n);
    for (int k = 0; k < shots; k++) {
        double at[16], step[6], ago = ((k + 0.5) / shots - 0.5) * r->exposure_s;
        for (int i = 0; i < 3; i++) step[i] = r->turn[i] * ago, step[3 + i] = r->shift[i] * ago;
        memcpy(at, T, sizeof at);
        if (shots > 1) pv_moved(T, step, at);
        shot(r, side, level, p, at, finer, sums);
    }
    summed(sums, 1.0f / (float)(shots * finer * finer), sum, n);
    pv_blurred(sum, out, p->height, p->width, blur_px / p->shrink, line);
    return 1;
}
