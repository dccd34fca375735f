@echo off
rem Sets up what the tests need, at the first start and whenever the lock has changed, then runs them.
setlocal
cd /d "%~dp0"
call :setup || goto :failed
.venv\Scripts\python.exe -m pytest -n 3 --dist loadfile %*
set "CODE=%errorlevel%"
if not defined CI pause
exit /b %CODE%

:setup
where py >nul 2>nul && (set "PYTHON=py -3") || (set "PYTHON=python")
if exist .venv\Scripts\python.exe goto :locked
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (echo Python 3.11 or newer is needed. & exit /b 3)
echo Making .venv ...
%PYTHON% -m venv .venv || exit /b 3

:locked
.venv\Scripts\python.exe -m prisonersvoice_ar.app.locked .venv\.ready-dev requirements-dev.lock pyproject.toml && goto :kernel
echo Installing what the tests need, about two minutes ...
.venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock || exit /b 3
.venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e . || exit /b 3
.venv\Scripts\python.exe -m prisonersvoice_ar.app.locked --write .venv\.ready-dev requirements-dev.lock pyproject.toml || exit /b 3

:kernel
rem Returns at once unless the kernel was edited. Where it cannot be compiled, numpy serves.
.venv\Scripts\python.exe tools\kernel.py
exit /b 0

:failed
echo The set-up did not end well; the lines above say why.
if not defined CI pause
exit /b 3
