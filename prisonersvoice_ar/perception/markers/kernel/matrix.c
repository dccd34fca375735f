/* Small matrices, rows first, and the geometry of poses. */
#include "kernel.h"

#include <math.h>
#include <string.h>

double pv_clip(double value, double low, double high) { return value < low ? low : value > high ? high : value; }

void pv_multiply4(const double *a, const double *b, double *out) {
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            double sum = 0.0;
            for (int k = 0; k < 4; k++) sum += a[4 * i + k] * b[4 * k + j];
            out[4 * i + j] = sum;
        }
}

void pv_multiply3(const double *a, const double *b, double *out) {
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double sum = 0.0;
            for (int k = 0; k < 3; k++) sum += a[3 * i + k] * b[3 * k + j];
            out[3 * i + j] = sum;
        }
}

/* 0 where there is no inverse. */
int pv_invert3(const double *a, double *out) {
    double c0 = a[4] * a[8] - a[5] * a[7], c1 = a[5] * a[6] - a[3] * a[8], c2 = a[3] * a[7] - a[4] * a[6];
    double det = a[0] * c0 + a[1] * c1 + a[2] * c2;
    if (det == 0.0 || !__builtin_isfinite(det)) return 0;
    double s = 1.0 / det;
    out[0] = c0 * s, out[1] = (a[2] * a[7] - a[1] * a[8]) * s, out[2] = (a[1] * a[5] - a[2] * a[4]) * s;
    out[3] = c1 * s, out[4] = (a[0] * a[8] - a[2] * a[6]) * s, out[5] = (a[2] * a[3] - a[0] * a[5]) * s;
    out[6] = c2 * s, out[7] = (a[1] * a[6] - a[0] * a[7]) * s, out[8] = (a[0] * a[4] - a[1] * a[3]) * s;
    return 1;
}

/* The inverse of a symmetric positive (n, n) matrix by Cholesky; 0, and nothing but zeros, where it is not positive. */
int pv_invert_spd(const double *a, int n, double *out) {
    double L[COLUMNS * COLUMNS], M[COLUMNS * COLUMNS];
    memset(out, 0, sizeof(double) * n * n);
    memset(M, 0, sizeof M);
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double sum = a[n * i + j];
            for (int k = 0; k < j; k++) sum -= L[n * i + k] * L[n * j + k];
            if (i == j) {
                if (!(sum > 1e-15)) return 0;
                L[n * i + i] = sqrt(sum);
            } else
                L[n * i + j] = sum / L[n * j + j];
        }
    for (int j = 0; j < n; j++) { /* M = the inverse of L */
        M[n * j + j] = 1.0 / L[n * j + j];
        for (int i = j + 1; i < n; i++) {
            double sum = 0.0;
            for (int k = j; k < i; k++) sum -= L[n * i + k] * M[n * k + j];
            M[n * i + j] = sum / L[n * i + i];
        }
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double sum = 0.0;
            for (int k = i > j ? i : j; k < n; k++) sum += M[n * k + i] * M[n * k + j];
            out[n * i + j] = sum;
        }
    return 1;
}

/* `motion.moved`: turned by step[:3] about the target's origin and shifted by step[3:]. */
void pv_moved(const double *T, const double *step, double *out) {
    double x = step[0], y = step[1], z = step[2], angle = sqrt(x * x + y * y + z * z);
    double a = angle < 1e-9 ? 1.0 : sin(angle) / angle;
    double half = sin(0.5 * angle), b = angle < 1e-9 ? 0.5 : 2.0 * half * half / (angle * angle);
    double R[9] = {
        1.0 - b * (y * y + z * z), b * x * y - a * z, b * x * z + a * y,
        b * x * y + a * z, 1.0 - b * (x * x + z * z), b * y * z - a * x,
        b * x * z - a * y, b * y * z + a * x, 1.0 - b * (x * x + y * y),
    };
    double from[16];
    memcpy(from, T, sizeof from);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++)
            out[4 * i + j] = R[3 * i] * from[j] + R[3 * i + 1] * from[4 + j] + R[3 * i + 2] * from[8 + j];
        out[4 * i + 3] = from[4 * i + 3] + step[3 + i];
    }
    out[12] = out[13] = out[14] = 0.0, out[15] = 1.0;
}

/* `Motion.pixels`: ideal pixels per second of the target's origin. */
void pv_pixels_a_second(const pv_request *r, const double *T, double *out) {
    double X = T[3], Y = T[7], Z = T[11];
    out[0] = (r->shift[0] - X / Z * r->shift[2]) * (r->fx / Z);
    out[1] = (r->shift[1] - Y / Z * r->shift[2]) * (r->fx / Z);
}

/* Four points of a target, all before the camera, to ideal pixels. */
void pv_project(const pv_request *r, const double *T, const double *points, double *out) {
    for (int k = 0; k < 4; k++) {
        const double *p = points + 3 * k;
        double X = T[0] * p[0] + T[1] * p[1] + T[2] * p[2] + T[3];
        double Y = T[4] * p[0] + T[5] * p[1] + T[6] * p[2] + T[7];
        double Z = T[8] * p[0] + T[9] * p[1] + T[10] * p[2] + T[11];
        out[2 * k] = X / Z * r->fx + r->cx;
        out[2 * k + 1] = Y / Z * r->fy + r->cy;
    }
}
