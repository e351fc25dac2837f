/* Names of the C library that are newer than 2.28 are bound to their older forms, which every later one still has.
 * Linked into Python and its modules with --wrap for each name (build_python.sh). The numbers are the same: what
 * changed in 2.29 is only how an error is told, and Python looks at errno, which both set. */

#define OLDER(name, takes, gives) \
    __asm__(".symver older_" #name "," #name "@GLIBC_2.2.5"); \
    double older_##name takes; \
    double __wrap_##name takes { return older_##name gives; }

OLDER(exp, (double x), (x))
OLDER(exp2, (double x), (x))
OLDER(log, (double x), (x))
OLDER(log2, (double x), (x))
OLDER(pow, (double x, double y), (x, y))
