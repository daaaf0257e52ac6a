#include "planner/base/error.h"

#include <stdarg.h>
#include <stdio.h>

int error_set(struct error *err, enum fault kind, const char *where, const char *format, ...)
{
	va_list args;

	if (err->kind != FAULT_NONE)
		return -1;
	err->kind = kind;
	snprintf(err->where, sizeof err->where, "%s", where ? where : "");
	va_start(args, format);
	vsnprintf(err->what, sizeof err->what, format, args);
	va_end(args);
	return -1;
}
