@echo off
rem Sets up what the tests need, then runs them.
setlocal
cd /d "%~dp0"
where py >nul 2>nul && (set "PYTHON=py -3") || (set "PYTHON=python")
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (echo Python 3.11 or newer is needed. & exit /b 3)
if not exist .venv\Scripts\python.exe (echo Making .venv ... & %PYTHON% -m venv .venv || exit /b 3)
if not exist .venv\.ready-dev (
  .venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock || exit /b 3
  .venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e . || exit /b 3
  type nul > .venv\.ready-dev
)
.venv\Scripts\python.exe -m pytest %*
exit /b %errorlevel%
