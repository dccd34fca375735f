/* Gauss-Newton on the pose; `align.py` explains it. */
#include "kernel.h"

#include <math.h>
#include <string.h>

static const double RADIUS_CELLS = 0.8, BLED = 0.8, FACING = 0.08;
static const double SETTLED = 0.05, ROUGH_STEP = 0.6, FAR_STEP = 1.5;
static const double LEAST_OWN = 1e-3, WIDER = 0.7, HELD = 0.02, HIDDEN = 1.0, FAR_OFF = 4.0, LENIENT = 3.0, TUKEY = 4.0;
enum { LEAST_PIXELS = 60, LEAST_RADIUS = 3, MOST_RADIUS = 24, MOST_SIDES = 8 };

/* ---- what is visible ---- */

/* 1 with a part, 0 where this side is not seen, -1 without room. */
static int visible_side(const pv_request *r, const pv_side *side, const State *state, Part *part, Arena *arena) {
    const double *T = state->T;
    double frame[16], corners[8];
    for (int k = 0; k < 4; k++) {
        const double *p = side->outline + 3 * k;
        if (!(T[8] * p[0] + T[9] * p[1] + T[10] * p[2] + T[11] > 1e-3)) return 0;
    }
    pv_multiply4(T, side->frame, frame);
    double facing = -(frame[2] * frame[3] + frame[6] * frame[7] + frame[10] * frame[11]);
    double far = sqrt(frame[3] * frame[3] + frame[7] * frame[7] + frame[11] * frame[11]);
    if (!(facing >= FACING * far)) return 0;
    pv_project(r, T, side->outline, corners);
    int got = pv_patch(r, corners, &part->patch, arena);
    if (got != 1) return got;
    int h = part->patch.height, w = part->patch.width, n = h * w;
    float *known = pv_room(arena, n);
    part->seen = pv_room(arena, n), part->side = side;
    if (!part->seen) return -1;
    int known_pixels = pv_known(r, side, &part->patch, T, known, arena);
    if (known_pixels < LEAST_PIXELS) return known_pixels < 0 ? -1 : 0;
    double grain_px = side->grain_m / T[11] * r->fx / part->patch.shrink;
    int radius = (int)pv_clip(rint(RADIUS_CELLS * grain_px), LEAST_RADIUS, MOST_RADIUS);
    /* blur carries what lies beyond the white border into it */
    int rim = (int)fmin(BLED * state->blur_px / part->patch.shrink, grain_px / 2);
    float *line = pv_room(arena, (w > h ? w : h) + 1);
    if (!line) return -1;
    if (rim > 0) pv_eroded(known, h, w, rim, line);
    if (!pv_local(&part->local, known, h, w, radius, arena)) return -1;
    int64_t mark = arena->used;
    float *contrast = pv_room(arena, n), *spare = pv_room(arena, 3 * (int64_t)n + 2 * w + 4 * radius + 256);
    if (!spare) return -1;
    double share = fmax(pv_sum(known, n), 1.0), mean = pv_dot(part->patch.light, known, n) / share, square = 0.0;
    for (int i = 0; i < n; i++) square += known[i] * (part->patch.light[i] - mean) * (part->patch.light[i] - mean);
    double spread = sqrt(square / share);
    pv_normalised(&part->local, part->patch.light, side->floor * fmax(spread / side->contrast, 1e-3), part->seen,
                  contrast, h, w, spare);
    arena->used = mark;
    return 1;
}

/* How many sides are seen; -1 without room. */
static int visible(const pv_request *r, const State *state, Part *parts, Arena *arena) {
    int count = 0;
    arena->used = 0;
    for (int64_t k = 0; k < r->side_count && count < MOST_SIDES; k++) {
        int64_t mark = arena->used;
        int got = visible_side(r, r->sides + k, state, parts + count, arena);
        if (got < 0) return -1;
        if (got)
            count++;
        else
            arena->used = mark;
    }
    return count;
}

/* ---- a step ---- */

static void solved_of(const pv_request *r, const Equations *all, int count, const State *state, Solved *out) {
    int n = out->columns = r->moving ? COLUMNS : ROWS;
    double A[COLUMNS * COLUMNS] = {0}, b[COLUMNS] = {0}, C[COLUMNS * COLUMNS] = {0}, half[COLUMNS * COLUMNS];
    double scale[COLUMNS], believed = 0.0, whole = 0.0, turned[COLUMNS];
    for (int k = 0; k < count; k++) {
        for (int i = 0; i < n * n; i++) A[i] += all[k].A[i];
        for (int i = 0; i < n; i++) b[i] += all[k].b[i];
        believed += all[k].believed, whole += all[k].whole;
    }
    /* the columns turn about the camera: about the target, whose arm is T's shift, turns and shifts do not mix */
    double x = state->T[3], y = state->T[7], z = state->T[11];
    for (int i = 0; i < n; i++) C[n * i + i] = 1.0;
    C[4] = z, C[5] = -y, C[n + 3] = -z, C[n + 5] = x, C[2 * n + 3] = y, C[2 * n + 4] = -x;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double sum = 0.0;
            for (int k = 0; k < n; k++) sum += C[n * i + k] * A[n * k + j];
            half[n * i + j] = sum;
        }
    for (int i = 0; i < n; i++) {
        turned[i] = 0.0;
        for (int k = 0; k < n; k++) turned[i] += C[n * i + k] * b[k];
        for (int j = 0; j < n; j++) {
            double sum = 0.0;
            for (int k = 0; k < n; k++) sum += half[n * i + k] * C[n * j + k];
            A[n * i + j] = sum;
        }
    }
    for (int i = 0; i < n; i++) scale[i] = 1.0 / sqrt(fmax(A[n * i + i], 1e-12));
    /* far off, all looks like blur; and so does the rim of a hand */
    double held = HELD + (state->fine ? HIDDEN * (1.0 - believed / fmax(whole, 1e-9)) : FAR_OFF);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) A[n * i + j] *= scale[i] * scale[j];
        A[n * i + i] = 1.0 + (i < POSE ? 1e-7 : held);
        out->held[i] = (A[n * i + i] - 1.0) / (scale[i] * scale[i]);
    }
    pv_invert_spd(A, n, out->inverse);
    for (int i = 0; i < n; i++) {
        out->step[i] = 0.0;
        for (int j = 0; j < n; j++) {
            out->inverse[n * i + j] *= scale[i] * scale[j];
            out->step[i] += out->inverse[n * i + j] * turned[j];
        }
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int k = 0; k < n; k++) sum += C[n * k + i] * out->step[k];
        out->of_columns[i] = (float)sum;
    }
}

/* 1 after a Gauss-Newton step, 0 where it leads nowhere, -1 without room. */
static int step(const pv_request *r, State *state, Equations *all, int count, const Part *first, Solved *solved,
                Arena *arena) {
    for (int turn = 0; turn < (state->fine ? 1 : 2); turn++) {
        for (int k = 0; k < count; k++)
            if (!pv_weigh(all + k, turn ? solved->of_columns : 0, arena)) return -1;
        solved_of(r, all, count, state, solved);
    }
    for (int i = 0; i < solved->columns; i++)
        if (!__builtin_isfinite(solved->step[i])) return 0;
    double T[16], before[8], after[8], length = 0.0;
    pv_moved(state->T, solved->step, T);
    if (!(T[11] >= 1e-2)) return 0;
    for (int k = 0; k < 4; k++) {
        const double *p = first->side->outline + 3 * k;
        if (!(T[8] * p[0] + T[9] * p[1] + T[10] * p[2] + T[11] >= 1e-3)) return 0;
    }
    pv_project(r, state->T, first->side->outline, before);
    pv_project(r, T, first->side->outline, after);
    for (int k = 0; k < 8; k++) length = fmax(length, fabs(after[k] - before[k]));
    state->ahead_px = length * fmin(1.0, length / fmax(state->fine_px, 1e-6));
    state->fine_px = state->fine ? length : 0.0;
    memcpy(state->T, T, sizeof T);
    state->step_px = length;
    double per = WIDER * first->patch.shrink;
    double wider = pv_clip(solved->step[BLUR], -0.8, 1.5) * per * per;
    state->blur_px = sqrt(pv_clip(state->blur_px * state->blur_px + wider, 0.04, 100.0));
    return 1;
}

/* ---- what came of it ---- */

static void timing(const pv_request *r, const State *state, const Solved *solved, const Part *first, double variance,
                   pv_result *out) {
    int n = solved->columns;
    double rate[2], seen[2], sigma[2];
    pv_pixels_a_second(r, state->T, rate);
    double speed = sqrt(rate[0] * rate[0] + rate[1] * rate[1]) / first->patch.shrink;
    for (int k = 0; k < 2; k++) { /* as the picture alone tells it: who keeps what was learned holds it himself */
        int at = ROWS + k;
        double information = 1.0 / fmax(solved->inverse[n * at + at], 1e-30);
        double own = fmax(information - solved->held[at], LEAST_OWN * information);
        seen[k] = solved->step[at] * information / own, sigma[k] = 2.0 * sqrt(variance / own);
    }
    out->readout = r->readout_s + seen[0], out->readout_sigma = sigma[0];
    /* d(e^2) = 2 e de, and the travel is speed times e, in patch pixels */
    double per = 2.0 * fmax(speed * r->exposure_s, 1.0) * fmax(speed, 1e-6);
    out->exposure = r->exposure_s + seen[1] / per, out->exposure_sigma = sigma[1] / per;
}

/* Five images for who wants more of the last round: drawing, residual, weight, blur, coding. */
static int slopes(const pv_request *r, const Equations *one, const Solved *solved, pv_result *out) {
    const Patch *p = &one->part->patch;
    int n = p->height * p->width;
    out->height = p->height, out->width = p->width, out->shrink = p->shrink;
    out->first[0] = p->left, out->first[1] = p->top;
    out->slopes_wanted = 5 * (int64_t)n;
    if (r->slopes_floats < out->slopes_wanted) return PV_MORE_ROOM;
    float *left = r->slopes + n, *weight = r->slopes + 2 * (int64_t)n;
    memcpy(r->slopes, one->drawn, sizeof(float) * n);
    pv_left(one, solved->of_columns, left);
    float per = (float)(1.0 / (LENIENT * TUKEY * one->spread));
    for (int i = 0; i < n; i++) {
        float t = left[i] * per, u = fmaxf(1.0f - t * t, 0.0f);
        weight[i] = one->weight[i] * u * u;
    }
    memcpy(r->slopes + 3 * (int64_t)n, one->J[BLUR], sizeof(float) * n);
    memcpy(r->slopes + 4 * (int64_t)n, one->J[CODING], sizeof(float) * n);
    return PV_FOUND;
}

static int outcome(const pv_request *r, const State *state, const Equations *all, int count, const Solved *solved,
                   const Part *first, pv_result *out, Arena *arena) {
    double both = 0, drawn_square = 0, seen_square = 0, whole = 0, believed = 0, left_square = 0, slope = 0, against = 0;
    int columns = solved->columns;
    for (int k = 0; k < count; k++) {
        const Equations *one = all + k;
        int n = one->part->patch.height * one->part->patch.width;
        int64_t mark = arena->used;
        float *left = pv_room(arena, n), *drawn = pv_room(arena, n);
        if (!drawn) return PV_MORE_ROOM;
        pv_left(one, solved->of_columns, left);
        float per = (float)(1.0 / one->gain);
        const float *seen = one->part->seen;
        for (int i = 0; i < n; i++) drawn[i] = seen[i] * per - left[i];
        both += pv_dot3(one->robust, drawn, seen, n);
        drawn_square += pv_dot3(one->robust, drawn, drawn, n);
        seen_square += pv_dot3(one->robust, seen, seen, n);
        left_square += pv_dot3(one->robust, left, left, n);
        whole += one->whole, believed += one->believed, against += one->against;
        slope += one->A[columns * 3 + 3] + one->A[columns * 4 + 4];
        arena->used = mark;
    }
    double variance = left_square / fmax(believed, 1.0), per_m = state->T[11] / r->fx;
    /* the same in pixels: by how much edges would have to be off */
    double per_px = slope * per_m * per_m / fmax(believed, 1.0);
    memcpy(out->T, state->T, sizeof out->T);
    for (int i = 0; i < POSE; i++)
        for (int j = 0; j < POSE; j++) out->covariance[POSE * i + j] = solved->inverse[columns * i + j] * variance;
    out->agreement = both / fmax(sqrt(seen_square * drawn_square), 1e-9);
    out->share = believed / fmax(whole, 1.0), out->against = against / fmax(whole, 1.0), out->pixels = whole;
    out->blur_px = state->blur_px, out->step_px = state->step_px;
    out->residual_px = sqrt(variance / fmax(per_px, 1e-9));
    out->coding = solved->step[CODING];
    out->coding_sigma = 2.0 * sqrt(fmax(solved->inverse[columns * CODING + CODING] * variance, 0.0));
    if (r->moving) timing(r, state, solved, first, variance, out);
    return slopes(r, all, solved, out);
}

static int short_of_room(const Arena *arena, pv_result *out) {
    /* what comes after the place where it ran out is not known: ask for twice as much */
    out->floats_wanted = 2 * arena->wanted;
    return PV_MORE_ROOM;
}

PV_PUBLIC int pv_align(const pv_request *r, pv_result *out) {
    Arena arena = {r->arena, 0, r->arena_floats, 0};
    Part parts[MOST_SIDES];
    Equations all[MOST_SIDES];
    Solved solved;
    State state = {.blur_px = r->blur_px, .step_px = r->off_px, .ahead_px = INFINITY};
    memset(out, 0, sizeof *out);
    memcpy(state.T, r->T, sizeof state.T);
    int seen = visible(r, &state, parts, &arena), shrink = 1;
    if (seen <= 0) return seen ? short_of_room(&arena, out) : PV_NOTHING;
    for (int k = 0; k < seen; k++) shrink = parts[k].patch.shrink > shrink ? parts[k].patch.shrink : shrink;
    int64_t mark = arena.used;
    for (int left = r->rounds - 1; left >= 0; left--) {
        int count = 0;
        arena.used = mark;
        state.fine = left == 0 || state.step_px < ROUGH_STEP * shrink;
        for (int k = 0; k < seen; k++) {
            int64_t before = arena.used;
            int got = pv_equations(r, parts + k, &state, all + count, &arena);
            if (got < 0) return short_of_room(&arena, out);
            if (got)
                count++;
            else
                arena.used = before;
        }
        if (!count) return PV_NOTHING;
        int went = step(r, &state, all, count, parts, &solved, &arena);
        if (went <= 0) return went ? short_of_room(&arena, out) : PV_NOTHING;
        if (state.fine && (left == 0 || state.ahead_px < SETTLED * shrink)) {
            int came = outcome(r, &state, all, count, &solved, parts, out, &arena);
            return came == PV_MORE_ROOM ? short_of_room(&arena, out) : came;
        }
        if (state.step_px > FAR_STEP * shrink && left) {
            seen = visible(r, &state, parts, &arena);
            if (seen <= 0) return seen ? short_of_room(&arena, out) : PV_NOTHING;
            mark = arena.used;
        }
    }
    return PV_NOTHING;
}

PV_PUBLIC int64_t pv_layout(void) {
    return ((int64_t)sizeof(pv_request) * 1000 + (int64_t)sizeof(pv_result)) * 1000 + (int64_t)sizeof(pv_side);
}
