/* Direct alignment, compiled: the same as `align.py`, which explains it and which the tests hold this against.

   What crosses the border to Python is at the top, and mirrored by `native.py`. Images are rows of 32-bit floats
   without gaps. Nothing is allocated: all room comes from the arena that the request brings. */
#ifndef PV_KERNEL_H
#define PV_KERNEL_H

#include <stdint.h>

#ifdef _WIN32
#define PV_PUBLIC __declspec(dllexport)
#else
#define PV_PUBLIC __attribute__((visibility("default")))
#endif

enum { PV_NOTHING = 0, PV_FOUND = 1, PV_MORE_ROOM = 2 };
enum { POSE = 6, BLUR = 6, CODING = 7, ROWS = 8, SHUTTER = 9, COLUMNS = 10 };

/* One size of a side's texture; `appearance.Level`. */
typedef struct {
    const float *light, *known; /* one line of what lies beyond around them: (height + 2, width + 2) */
    int32_t height, width;
    double texel_m;
    double to_target[9];
} pv_level;

/* One flat printed side; `appearance.Side`. */
typedef struct {
    double frame[16];   /* T_target_side */
    double outline[12]; /* four points in the target's frame, metres */
    double grain_m, floor, contrast;
    const pv_level *levels; /* the largest first */
    int64_t level_count;
} pv_side;

typedef struct {
    const uint8_t *gray;
    int64_t gray_stride;
    int32_t height, width;
    const float *maps; /* where ideal pixels lie in the picture, (height, width, 2); none for a straight lens */
    double fx, fy, cx, cy;
    const float *to_light; /* 256 values */
    double exposure_s, readout_s;
    double turn[3], shift[3]; /* per second; of a moving target */
    double T[16];
    double blur_px, off_px, lenient;
    int32_t moving, covered, rounds, most_pixels;
    const pv_side *sides;
    int64_t side_count;
    float *arena;
    int64_t arena_floats;
    float *slopes; /* room for five images */
    int64_t slopes_floats;
} pv_request;

/* `alignment.Alignment`. */
typedef struct {
    double T[16];
    double covariance[36];
    double agreement, share, against, pixels, blur_px, residual_px, step_px;
    double coding, coding_sigma, readout, readout_sigma, exposure, exposure_sigma;
    double first[2]; /* of the slopes' patch */
    int32_t height, width, shrink;
    int32_t reserved;
    int64_t floats_wanted, slopes_wanted; /* of the arena and for the slopes, where there was too little */
} pv_result;

PV_PUBLIC int pv_align(const pv_request *request, pv_result *result);
/* The sizes of the three structures, so that Python can tell a library that does not fit. */
PV_PUBLIC int64_t pv_layout(void);

/* ---- within the kernel ---- */

typedef struct {
    float *start;
    int64_t used, size, wanted;
} Arena;

typedef struct {
    float *light;
    int height, width, shrink;
    double left, top; /* ideal pixels: the centre of the first pixel */
    float *x, *y;     /* rays of the columns and rows */
} Patch;

typedef struct {
    float *known, *per_share;
    int radius;
} Local;

/* One visible side and what of it stays the same from round to round. */
typedef struct {
    const pv_side *side;
    Patch patch;
    Local local;
    float *seen;
} Part;

typedef struct {
    double T[16];
    double blur_px, step_px, ahead_px, fine_px;
    int fine;
} State;

/* One side's share of the normal equations. */
typedef struct {
    const Part *part;
    int columns;
    float *J[COLUMNS];
    float *drawn, *weight, *robust;
    double whole, against, gain, doubt, bears, spread, believed;
    double A[COLUMNS * COLUMNS], b[COLUMNS];
} Equations;

typedef struct {
    int columns;
    double step[COLUMNS], inverse[COLUMNS * COLUMNS];
    double held[COLUMNS]; /* of the information, what HELD and its like have put in */
    float of_columns[COLUMNS]; /* the same step; the columns turn about the camera */
} Solved;

/* matrix.c */
void pv_multiply4(const double *a, const double *b, double *out);
void pv_multiply3(const double *a, const double *b, double *out);
int pv_invert3(const double *a, double *out);
int pv_invert_spd(const double *a, int n, double *out);
void pv_moved(const double *T, const double *step, double *out);
void pv_pixels_a_second(const pv_request *r, const double *T, double *out);
void pv_project(const pv_request *r, const double *T, const double *points, double *out);
double pv_clip(double value, double low, double high);

/* image.c */
float *pv_room(Arena *arena, int64_t floats);
double pv_sum(const float *a, int n);
double pv_dot(const float *a, const float *b, int n);
double pv_dot3(const float *a, const float *b, const float *c, int n);
void pv_box(const float *image, float *out, int h, int w, int radius, float *spare);
void pv_slope(const float *image, float *out, int h, int w, int down, float scale);
void pv_blurred(const float *image, float *out, int h, int w, double sigma, float *spare);
void pv_eroded(float *image, int h, int w, int radius, float *spare);
double pv_ranked(float *values, int n, int rank);
int pv_local(Local *local, float *known, int h, int w, int radius, Arena *arena);
void pv_local_mean(const Local *local, const float *image, float *out, int h, int w, float *spare);
void pv_normalised(const Local *local, const float *image, double floor, float *out, float *contrast, int h, int w,
                   float *spare);
void pv_local_likeness(const Local *local, const float *seen, const float *drawn, float *out, int h, int w,
                       float *spare);

/* draw.c */
int pv_patch(const pv_request *r, const double *corners, Patch *patch, Arena *arena);
int pv_known(const pv_request *r, const pv_side *side, const Patch *patch, const double *T, float *out,
             Arena *arena);
int pv_draw(const pv_request *r, const pv_side *side, const Patch *patch, const double *T, double blur_px, int finer,
            float *out, Arena *arena);

/* equations.c */
int pv_equations(const pv_request *r, const Part *part, const State *state, Equations *one, Arena *arena);
int pv_weigh(Equations *one, const float *of_columns, Arena *arena);
void pv_left(const Equations *one, const float *of_columns, float *out);

#endif
