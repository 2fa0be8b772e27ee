; The least around build/package/windows/installer.nsh that compiles and installs: electron-builder's variables, and its
; macros inserted where electron-builder inserts them. Compiled for 64 bits, which runs in the Wine of the tests.
Unicode true
Target ${TARGET}
Name "Deskside"
OutFile "${OUTPUT}"
RequestExecutionLevel user
!include "x64.nsh"
Var installMode
Var appExe
!include "${INCLUDE}"
!insertmacro customHeader
Page instfiles
UninstPage instfiles

!macro begin
  SetRegView 64
  StrCpy $installMode ${MODE}
  !if ${MODE} == "all"
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\deskside"
  !else
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\deskside"
  !endif
  StrCpy $appExe "$INSTDIR\deskside.exe"
!macroend

Function .onInit
  !insertmacro begin
  !insertmacro customInit
FunctionEnd

Section
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro customInstall
  ; What rights the token's place has in the end, for the test to read.
  System::Call 'advapi32::RegOpenKeyExW(p 0x80000002, w "Software\Deskside\Enrollment", i 0, i 0x20119, *p .r2) i .r0'
  ${If} $0 == 0
    System::Alloc 4096
    Pop $4
    System::Call 'advapi32::RegGetKeySecurity(p r2, i 4, p r4, *i 4096) i .r0'
    System::Call 'advapi32::ConvertSecurityDescriptorToStringSecurityDescriptorW(p r4, i 1, i 4, *w .r5, p 0)'
    WriteRegStr HKLM "Software\DesksideTest" "Rights" "$5"
  ${EndIf}
SectionEnd

Function un.onInit
  !insertmacro begin
FunctionEnd

Section un.install
  !insertmacro customUnInstall
SectionEnd
