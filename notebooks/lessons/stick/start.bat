@echo off
rem Sucht ein Python, zu dem die Pakete dieses Ordners passen, und startet die Lektionen.
cd /d "%~dp0"
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
for %%v in (3.14 3.13 3.12 3.11) do (
  py -%%v -c "" >nul 2>&1 && set "PYTHON=py -%%v" && goto start
)
for %%v in (python3.14 python3.13 python3.12 python3.11 python) do (
  %%v -c "" >nul 2>&1 && set "PYTHON=%%v" && goto start
)
echo Auf diesem Rechner fehlt Python 3.11 bis 3.14: siehe LIESMICH.txt.
pause
exit /b 1
:start
%PYTHON% start.py %*
if errorlevel 1 pause
