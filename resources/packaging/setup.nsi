; Setup for one user, without rights. Variables come from handbook/packaging/nsis.py.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave on
RequestExecutionLevel user
ManifestDPIAware true
Name "供热速查"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\gongre-handbook"
InstallDirRegKey HKCU "Software\gongre-handbook" "folder"
BrandingText "供热速查 ${VERSION}"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\gongre-handbook"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\handbook.exe"
!include "MUI2.nsh"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=2052 "ProductName" "供热速查"
VIAddVersionKey /LANG=2052 "FileDescription" "供热速查 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!macro RefuseWhileRunning
  ; A running program holds its files open; replacing half of them would break it.
  IfFileExists "$INSTDIR\pythonw.exe" 0 +6
  ClearErrors
  FileOpen $0 "$INSTDIR\pythonw.exe" a
  IfErrors 0 +3
  MessageBox MB_OK|MB_ICONEXCLAMATION "供热速查正在运行,请先关闭再继续。" /SD IDOK
  Abort
  FileClose $0
!macroend

Section
  !insertmacro RefuseWhileRunning
  ; Modules of an older version must not stay beside the new ones. Both folders are the program's own.
  IfFileExists "$INSTDIR\python311._pth" 0 +3
  RMDir /r "$INSTDIR\Lib"
  RMDir /r "$INSTDIR\app"
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  IfErrors 0 +3
  MessageBox MB_OK|MB_ICONSTOP "没有装完:文件写不进 $INSTDIR(磁盘满或没有权限)。" /SD IDOK
  Abort
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\供热速查.lnk" "$INSTDIR\handbook.exe" "" "$INSTDIR\uninstall.exe" 0
  WriteRegStr HKCU "Software\gongre-handbook" "folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "供热速查"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning
  !include "${UNINSTALL_FILES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\供热速查.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\gongre-handbook"
  ; The user's data in $LOCALAPPDATA\gongre-handbook stay.
SectionEnd
