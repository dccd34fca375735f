@echo off
rem Double-click: sets everything up at the first start, then runs the experience.
setlocal
cd /d "%~dp0"
call :setup || goto :failed
.venv\Scripts\python.exe main.py %*
if errorlevel 1 if not errorlevel 130 pause
exit /b %errorlevel%

:setup
if exist .venv\.ready exit /b 0
where py >nul 2>nul && (set "PYTHON=py -3") || (set "PYTHON=python")
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (echo Python 3.11 or newer is needed. & exit /b 1)
if not exist .venv\Scripts\python.exe (echo Making .venv ... & %PYTHON% -m venv .venv || exit /b 1)
echo Installing the locked dependencies, about a minute ...
.venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock || exit /b 1
.venv\Scripts\python.exe -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e . || exit /b 1
type nul > .venv\.ready
exit /b 0

:failed
echo The set-up did not end well; the lines above say why.
pause
exit /b 3
