namespace OneLink.Admin.SuperAdmin;

/// <summary>An account, as lists name it beside something of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Null where it is gone.</param>
internal sealed record AccountName(long Id, string? Name);
