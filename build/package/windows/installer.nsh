; What Deskside adds to electron-builder's installer: settings at a silent installation, in the same places of the
; registry as the MSI writes them. electron-builder inserts the custom* macros below at their points.
;
; /S  /SERVER_URL= /SITE= /TAGS= /AUTOSTART= /TRAY= /LANGUAGE= /CA_CERT_FILE= /PROXY=   each overrides the file's
; /POLICY=FILE   an INI file with a section [Deskside] and the same names, and ENROLL_TOKEN
;
; The token is taken from the file only: a command line can be read by everybody on the computer.
; Exit codes: 0 installed, 2 the file of /POLICY is not there, 87 an option or a name in that file is unknown or its
; value is none.

!include "LogicLib.nsh"
!include "FileFunc.nsh"

!define /ifndef DESKSIDE_POLICY_KEY "Software\Policies\Deskside"
!define DESKSIDE_KEY "Software\Deskside"
!define DESKSIDE_DROP_KEY "Software\Deskside\Enrollment"
; As in the MSI: people may read the token and take it away, and nothing else.
!define DESKSIDE_DROP_SDDL "D:PAI(A;;KA;;;SY)(A;;KA;;;BA)(A;;0x2001b;;;BU)"
!define DESKSIDE_RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define DESKSIDE_CLASS_KEY "Software\Classes\deskside"
!define ERROR_FILE_NOT_FOUND 2
!define ERROR_INVALID_PARAMETER 87

!macro desksideEachSetting MACRO
  !insertmacro ${MACRO} SERVER_URL
  !insertmacro ${MACRO} SITE
  !insertmacro ${MACRO} TAGS
  !insertmacro ${MACRO} AUTOSTART
  !insertmacro ${MACRO} TRAY
  !insertmacro ${MACRO} LANGUAGE
  !insertmacro ${MACRO} CA_CERT_FILE
  !insertmacro ${MACRO} PROXY
!macroend

!macro desksideRefuse CODE MESSAGE
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONSTOP "${MESSAGE}" /SD IDOK
  Quit
!macroend

!macro desksideVariable NAME
  Var desksideValue_${NAME}
!macroend

!macro desksideNotGiven NAME
  StrCpy $desksideValue_${NAME} ""
!macroend

; $R2 is the option, $R6 what stands behind its equals sign.
!macro desksideTake NAME
  ${If} $R2 == "/${NAME}"
    StrCpy $desksideValue_${NAME} $R6
    StrCpy $desksideGiven "yes"
    Return
  ${EndIf}
!macroend

; $R2 is a name in the file.
!macro desksideKnow NAME
  ${If} $R2 == "${NAME}"
    Return
  ${EndIf}
!macroend

; The command line outweighs the file.
!macro desksideFromFile NAME
  ${If} $desksideValue_${NAME} == ""
    ReadINIStr $desksideValue_${NAME} "$desksideFile" "Deskside" "${NAME}"
  ${EndIf}
!macroend

!macro desksideWrite NAME
  ${If} $desksideValue_${NAME} != ""
    WriteRegStr HKLM "${DESKSIDE_POLICY_KEY}" "${NAME}" "$desksideValue_${NAME}"
  ${EndIf}
!macroend

!macro desksideForget NAME
  DeleteRegValue HKLM "${DESKSIDE_POLICY_KEY}" "${NAME}"
!macroend

!macro customHeader
  !ifndef BUILD_UNINSTALLER
    !insertmacro desksideEachSetting desksideVariable
    Var desksideToken
    Var desksideFile
    Var desksideGiven

    ; One word of the command line, in $R2: takes a setting, ends the installation where it is no option.
    Function desksideTakeWord
      StrCpy $R3 $R2 5
      ${If} $R3 == "/UAC:" ; electron-builder's own, in its elevated half
        Return
      ${EndIf}
      StrCpy $R3 $R2 15
      ${If} $R3 == "--package-file="
        Return
      ${EndIf}
      ${If} $R2 == "--updated"
      ${OrIf} $R2 == "--force-run"
      ${OrIf} $R2 == "--no-desktop-shortcut"
      ${OrIf} $R2 == "/S"
      ${OrIf} $R2 == "/NCRC"
      ${OrIf} $R2 == "/allusers"
      ${OrIf} $R2 == "/currentuser"
        Return
      ${EndIf}
      StrCpy $R3 $R2 ; for the message
      StrCpy $R4 0
      ${Do}
        StrCpy $R6 $R2 1 $R4
        ${If} $R6 == ""
          !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "Unknown option: $R3"
        ${EndIf}
        IntOp $R4 $R4 + 1
      ${LoopUntil} $R6 == "="
      StrCpy $R6 $R2 "" $R4
      IntOp $R4 $R4 - 1
      StrCpy $R2 $R2 $R4
      !insertmacro desksideEachSetting desksideTake
      ${If} $R2 == "/POLICY"
        StrCpy $desksideFile $R6
        StrCpy $desksideGiven "yes"
        Return
      ${EndIf}
      ${If} $R2 == "/ENROLL_TOKEN"
        !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "The token is read from the file of /POLICY= only: everybody on the computer can read a command line."
      ${EndIf}
      !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "Unknown option: $R3"
    FunctionEnd

    Function desksideReadWords
      ; The whole of it: NSIS itself hides /D=, with which the program would land where people may write.
      System::Call 'kernel32::GetCommandLineW() w .R0'
      StrLen $R1 $R0
      IntOp $R2 ${NSIS_MAX_STRLEN} - 1
      ${If} $R1 >= $R2
        !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "The command line is too long; use /POLICY=FILE."
      ${EndIf}
      StrCpy $R1 0 ; where
      StrCpy $R2 "" ; the word so far
      StrCpy $R5 0 ; 1 inside quotes
      StrCpy $R7 0 ; how many words there were
      ${Do}
        StrCpy $R8 $R0 1 $R1
        IntOp $R1 $R1 + 1
        ${If} $R8 == "" ; a quote that nobody closed ends here as well
          StrCpy $R5 0
        ${EndIf}
        ${If} $R8 == '"'
          IntOp $R5 1 - $R5
        ${ElseIf} $R8 == ""
        ${OrIf} $R8 == " "
        ${AndIf} $R5 == 0
          ${If} $R2 != ""
            ${If} $R7 > 0 ; the first is the installer itself
              Call desksideTakeWord
            ${EndIf}
            IntOp $R7 $R7 + 1
            StrCpy $R2 ""
          ${EndIf}
        ${Else}
          StrCpy $R2 "$R2$R8"
        ${EndIf}
      ${LoopUntil} $R8 == ""
    FunctionEnd

    ; In $R2 a name in the file: a slip of the pen would otherwise be a computer without that setting.
    Function desksideKnowName
      !insertmacro desksideEachSetting desksideKnow
      !insertmacro desksideKnow ENROLL_TOKEN
      !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "Unknown setting in the file of /POLICY=: $R2"
    FunctionEnd

    Function desksideReadNames
      System::Alloc 131072 ; what is read at the end may be shorter than what is read at once
      Pop $R4
      ; The names of the section, each with a zero behind it.
      System::Call 'kernel32::GetPrivateProfileStringW(w "Deskside", p 0, w "", p R4, i 32768, w "$desksideFile") i .R1'
      ${If} $R1 == 0
        !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "The file of /POLICY= has no setting in a section [Deskside]."
      ${EndIf}
      StrCpy $R5 $R4
      ${Do}
        System::Call '*$R5(&w${NSIS_MAX_STRLEN} .R2)'
        ${If} $R2 == ""
          ${ExitDo}
        ${EndIf}
        Call desksideKnowName
        StrLen $R3 $R2
        IntOp $R3 $R3 + 1
        IntOp $R3 $R3 * 2
        IntPtrOp $R5 $R5 + $R3
      ${Loop}
      System::Free $R4
    FunctionEnd

    Function desksideReadOptions
      !insertmacro desksideEachSetting desksideNotGiven
      StrCpy $desksideToken ""
      StrCpy $desksideFile ""
      StrCpy $desksideGiven ""
      Call desksideReadWords
      ${If} $installMode != "all"
      ${AndIf} $desksideGiven != ""
        !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "Settings belong to the installation for all people of the computer."
      ${EndIf}
      ${If} $desksideFile != ""
        ; Without a whole path Windows would look in its own folder.
        GetFullPathName $desksideFile $desksideFile
        ${IfNot} ${FileExists} "$desksideFile"
          !insertmacro desksideRefuse ${ERROR_FILE_NOT_FOUND} "The file of /POLICY= is not there."
        ${EndIf}
        Call desksideReadNames
        !insertmacro desksideEachSetting desksideFromFile
        ReadINIStr $desksideToken "$desksideFile" "Deskside" "ENROLL_TOKEN"
      ${EndIf}
      ${If} $desksideValue_SERVER_URL != ""
        StrCpy $R1 $desksideValue_SERVER_URL 8
        StrCpy $R2 $desksideValue_SERVER_URL 7
        ${If} $R1 != "https://"
        ${AndIf} $R2 != "http://"
          !insertmacro desksideRefuse ${ERROR_INVALID_PARAMETER} "SERVER_URL must be the address of the desk, for example https://desk.example.org."
        ${EndIf}
      ${EndIf}
      ClearErrors
    FunctionEnd

    ; First the rights of the place, then the token. Without the rights there is no token.
    Function desksideWriteToken
      System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${DESKSIDE_DROP_SDDL}", i 1, *p .r1, p 0) i .r0'
      ${If} $0 == 0
        Abort "The place of the enrollment token could not be described."
      ${EndIf}
      ; HKEY_LOCAL_MACHINE; WRITE_DAC in the 64-bit view; DACL_SECURITY_INFORMATION
      System::Call 'advapi32::RegCreateKeyExW(p 0x80000002, w "${DESKSIDE_DROP_KEY}", i 0, p 0, i 0, i 0x00040100, p 0, *p .r2, p 0) i .r0'
      ${If} $0 == 0
        System::Call 'advapi32::RegSetKeySecurity(p r2, i 4, p r1) i .r0'
        System::Call 'advapi32::RegCloseKey(p r2)'
      ${EndIf}
      System::Call 'kernel32::LocalFree(p r1)'
      ${If} $0 != 0
        Abort "The place of the enrollment token could not be secured."
      ${EndIf}
      WriteRegStr HKLM "${DESKSIDE_DROP_KEY}" "ENROLL_TOKEN" "$desksideToken"
      StrCpy $desksideToken ""
    FunctionEnd
  !endif
!macroend

!macro customInit
  Call desksideReadOptions
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${DESKSIDE_CLASS_KEY}" "" "URL:Deskside"
  WriteRegStr SHELL_CONTEXT "${DESKSIDE_CLASS_KEY}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${DESKSIDE_CLASS_KEY}\DefaultIcon" "" '"$appExe",0'
  WriteRegStr SHELL_CONTEXT "${DESKSIDE_CLASS_KEY}\shell\open\command" "" '"$appExe" -- "%1"'
  ; For one person alone, the agent itself says whether it starts with the session.
  ${If} $installMode == "all"
    WriteRegStr HKLM "${DESKSIDE_RUN_KEY}" "Deskside" '"$appExe" --at-login'
    !insertmacro desksideEachSetting desksideWrite
    ${If} $desksideToken != ""
      Call desksideWriteToken
    ${EndIf}
  ${EndIf}
!macroend

; An upgrade runs the old uninstaller with --updated: settings and token stay.
!macro customUnInstall
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--updated" $R1
  ${If} ${Errors}
    DeleteRegKey SHELL_CONTEXT "${DESKSIDE_CLASS_KEY}"
    ReadRegStr $R2 HKLM "${DESKSIDE_POLICY_KEY}" "KEEP_DATA"
    ReadRegDWORD $R3 HKLM "${DESKSIDE_POLICY_KEY}" "KEEP_DATA"
    ${If} $installMode == "all"
      ; Other people's data is not touched: an elevated program has no business in folders that they may rearrange.
      DeleteRegValue HKLM "${DESKSIDE_RUN_KEY}" "Deskside"
      !insertmacro desksideEachSetting desksideForget
      DeleteRegKey /ifempty HKLM "${DESKSIDE_POLICY_KEY}"
      DeleteRegKey HKLM "${DESKSIDE_DROP_KEY}"
      DeleteRegKey /ifempty HKLM "${DESKSIDE_KEY}"
    ${ElseIf} $R2 != "1"
    ${AndIf} $R3 != 1
      DeleteRegValue HKCU "${DESKSIDE_RUN_KEY}" "org.deskside.agent"
      RMDir /r "$LOCALAPPDATA\Deskside"
    ${EndIf}
  ${EndIf}
  ClearErrors
!macroend
