namespace OneLink.Admin.Automation.Macros;

/// <summary>Who keeps macros: everybody his own, administrators also those of all.</summary>
internal sealed record MacroAuthor(long AccountId, long UserId, bool IsAdministrator)
{
    public bool MayUse(Macro macro) => macro.IsGlobal || macro.CreatedById == UserId;

    public bool MayChange(Macro macro) => macro.IsGlobal ? IsAdministrator : macro.CreatedById == UserId;
}
