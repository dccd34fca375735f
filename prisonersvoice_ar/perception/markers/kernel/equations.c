/* One side's normal equations: the drawing's derivatives, and the weights of what is left. */
#include "kernel.h"

#include <math.h>
#include <string.h>

static const double LEAST_CONTRAST = 2.5, LEAST_GAIN = 0.05, CLEAR = 0.93, WIDER = 0.7, TUKEY = 4.0, STEEP = 1.0;
static const double DOUBT = 0.15, DOUBT_FINE = 0.05;
enum { FINE = 4, ROUGH = 2, WITNESSES = 1200 };

/* ---- the Jacobian ---- */

/* `pose_columns`: turn about the camera and shift; gx, gy per unit of x/z and y/z, their signs turned. */
static void pose_columns(const Part *part, const double *T, float *const *J, const float *restrict gx,
                         const float *restrict gy) {
    double frame[16];
    const Patch *p = &part->patch;
    pv_multiply4(T, part->side->frame, frame);
    double distance = frame[2] * frame[3] + frame[6] * frame[7] + frame[10] * frame[11];
    float a = (float)(frame[2] / distance), b = (float)(frame[6] / distance), c = (float)(frame[10] / distance);
    for (int line = 0; line < p->height; line++) {
        int64_t from = (int64_t)line * p->width;
        float y = p->y[line], start = b * y + c;
        const float *restrict x = p->x, *restrict sx = gx + from, *restrict sy = gy + from;
        float *restrict j0 = J[0] + from, *restrict j1 = J[1] + from, *restrict j2 = J[2] + from;
        float *restrict j3 = J[3] + from, *restrict j4 = J[4] + from, *restrict j5 = J[5] + from;
        for (int k = 0; k < p->width; k++) {
            float near = a * x[k] + start, gz = -(sx[k] * x[k] + sy[k] * y);
            j0[k] = gz * y - sy[k];
            j1[k] = sx[k] - gz * x[k];
            j2[k] = sy[k] * x[k] - sx[k] * y;
            j3[k] = sx[k] * near;
            j4[k] = sy[k] * near;
            j5[k] = gz * near;
        }
    }
}

/* `motion_columns`: the time from the first row to the last, and the square of the travel. */
static void motion_columns(const pv_request *r, const Part *part, const double *T, float *const *J, const float *gx,
                           const float *gy, float *along, float *spare) {
    const Patch *p = &part->patch;
    double rate[2];
    pv_pixels_a_second(r, T, rate);
    double speed = fmax(sqrt(rate[0] * rate[0] + rate[1] * rate[1]), 1e-6);
    double middle = (T[7] / T[11] * r->fy + r->cy - p->top) / p->shrink;
    float across = (float)(rate[0] / r->fx), down = (float)(rate[1] / r->fy);
    float back = (float)(-p->shrink / speed);
    for (int line = 0; line < p->height; line++) {
        float row = (float)((line - middle) * (double)p->shrink / r->height);
        for (int k = 0; k < p->width; k++) {
            int64_t i = (int64_t)line * p->width + k;
            float both = gx[i] * across + gy[i] * down;
            J[ROWS][i] = both * row;
            along[i] = both * back;
        }
    }
    pv_slope(along, J[SHUTTER], p->height, p->width, 0, (float)(0.125 * rate[0] / speed / 24.0));
    pv_slope(along, spare, p->height, p->width, 1, (float)(0.125 * rate[1] / speed / 24.0));
    for (int i = 0; i < p->height * p->width; i++) J[SHUTTER][i] += spare[i];
}

/* ---- the equations ---- */

static void likeness(const float *weight, const float *seen, const float *drawn, int n, double *gain,
                     double *agreement) {
    double both = pv_dot3(weight, drawn, seen, n), square = fmax(pv_dot3(weight, drawn, drawn, n), 1e-6);
    *gain = both / square;
    *agreement = both / sqrt(fmax(square * pv_dot3(weight, seen, seen, n), 1e-12));
}

/* 1, 0 where the side shows nothing, -1 without room. */
int pv_equations(const pv_request *r, const Part *part, const State *state, Equations *one, Arena *arena) {
    const Patch *p = &part->patch;
    const Local *local = &part->local;
    int h = p->height, w = p->width, n = h * w;
    one->part = part, one->columns = r->moving ? COLUMNS : ROWS;
    for (int k = 0; k < one->columns; k++) one->J[k] = pv_room(arena, n);
    one->drawn = pv_room(arena, n), one->weight = pv_room(arena, n), one->robust = pv_room(arena, n);
    int64_t mark = arena->used;
    float *light = pv_room(arena, n), *contrast = pv_room(arena, n), *gx = pv_room(arena, n), *gy = pv_room(arena, n);
    float *spare = pv_room(arena, 3 * (int64_t)n + 2 * w + 4 * local->radius + 256);
    if (!spare) return -1;
    int finer = state->fine && p->shrink > 1 ? FINE : ROUGH;
    if (!pv_draw(r, part->side, p, state->T, state->blur_px, finer, light, arena)) return -1;
    double floor = part->side->floor, gain, agreement;
    pv_normalised(local, light, floor, one->drawn, contrast, h, w, spare);
    float least = (float)(LEAST_CONTRAST * floor);
    for (int i = 0; i < n; i++) one->weight[i] = contrast[i] > least ? local->known[i] : 0.0f;
    one->whole = pv_sum(one->weight, n), one->against = 0.0;
    likeness(one->weight, part->seen, one->drawn, n, &gain, &agreement);
    if (state->fine && agreement < CLEAR) {
        double against = 0.0;
        for (int i = 0; i < n; i++) against += fminf(one->weight[i] * part->seen[i] * one->drawn[i], 0.0f);
        one->against = -against * one->whole / fmax(pv_dot3(one->weight, one->drawn, one->drawn, n), 1e-6);
    }
    if (agreement < (state->fine || r->covered ? CLEAR : 0.0)) {
        pv_local_likeness(local, part->seen, one->drawn, gx, h, w, spare);
        for (int i = 0; i < n; i++) one->weight[i] *= gx[i];
        likeness(one->weight, part->seen, one->drawn, n, &gain, &agreement);
    }
    one->gain = gain, one->doubt = state->fine ? DOUBT_FINE : DOUBT;
    one->bears = TUKEY * r->lenient;
    if (!(gain >= LEAST_GAIN)) return 0;
    double scale = -0.125 / p->shrink;
    pv_slope(one->drawn, gx, h, w, 0, (float)(scale * r->fx));
    pv_slope(one->drawn, gy, h, w, 1, (float)(scale * r->fy));
    pose_columns(part, state->T, one->J, gx, gy);
    pv_blurred(one->drawn, one->J[BLUR], h, w, WIDER, spare);
    for (int i = 0; i < n; i++) one->J[BLUR][i] -= one->drawn[i];
    /* half as light as paper: most is changed there by a wrong coding */
    float *mid = spare;
    for (int i = 0; i < n; i++) mid[i] = light[i] - light[i] * light[i];
    pv_local_mean(local, mid, one->J[CODING], h, w, spare + n);
    for (int i = 0; i < n; i++) one->J[CODING][i] = (mid[i] - one->J[CODING][i]) / contrast[i];
    if (r->moving) motion_columns(r, part, state->T, one->J, gx, gy, light, spare);
    arena->used = mark;
    return 1;
}

/* What the picture and the drawing still differ by, after a step. */
void pv_left(const Equations *one, const float *of_columns, float *restrict out) {
    int n = one->part->patch.height * one->part->patch.width;
    const float *restrict seen = one->part->seen, *restrict drawn = one->drawn;
    float per = (float)(1.0 / one->gain);
    for (int i = 0; i < n; i++) out[i] = seen[i] * per - drawn[i];
    for (int c = 0; of_columns && c < one->columns; c++) {
        const float *restrict J = one->J[c];
        float times = of_columns[c];
        for (int i = 0; i < n; i++) out[i] -= times * J[i];
    }
}

/* The median of what is left on edges: a lens that nobody measured bends all of them a little, a thumb only some. */
static double spread_on_edges(const Equations *one, const float *left, int n, float *some) {
    int stride = n / WITNESSES > 1 ? n / WITNESSES : 1, count = 0, kept = 0;
    double sum = 0.0;
    float *steep = some;
    for (int i = 0; i < n; i += stride) {
        steep[count] = (fabsf(one->J[3][i]) + fabsf(one->J[4][i])) * one->weight[i];
        sum += steep[count++];
    }
    float least = (float)(STEEP * sum / (count > 0 ? count : 1));
    for (int k = 0; k < count; k++)
        if (steep[k] > least) some[kept++] = fabsf(left[(int64_t)k * stride]);
    return kept ? 1.48 * pv_ranked(some, kept, kept / 2) : 0.0;
}

/* Tukey's weights for what is left after a step, and the normal equations under them; 0 without room. */
int pv_weigh(Equations *one, const float *of_columns, Arena *arena) {
    int n = one->part->patch.height * one->part->patch.width, size = one->columns;
    int64_t mark = arena->used;
    float *residual = pv_room(arena, n), *left = pv_room(arena, n), *some = pv_room(arena, n);
    if (!some) return 0;
    pv_left(one, 0, residual);
    if (of_columns)
        pv_left(one, of_columns, left);
    else
        memcpy(left, residual, sizeof(float) * n);
    one->spread = spread_on_edges(one, left, n, some) + one->doubt;
    float per = (float)(1.0 / (one->bears * one->spread));
    float *restrict robust = one->robust;
    const float *restrict weight = one->weight;
    for (int i = 0; i < n; i++) {
        float t = left[i] * per, u = 1.0f - t * t;
        u = u > 0.0f ? u : 0.0f;
        robust[i] = u * u * weight[i];
    }
    one->believed = pv_sum(robust, n);
    for (int i = 0; i < size; i++) {
        const float *restrict J = one->J[i];
        for (int k = 0; k < n; k++) left[k] = J[k] * robust[k];
        for (int j = 0; j <= i; j++) one->A[size * i + j] = one->A[size * j + i] = pv_dot(left, one->J[j], n);
        one->b[i] = pv_dot(left, residual, n);
    }
    arena->used = mark;
    return 1;
}
