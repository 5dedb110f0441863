namespace OneLink.Admin.PlatformApps;

/// <summary>Something that a platform app may reach.</summary>
/// <param name="Kind">One of <see cref="PermissibleKind"/>.</param>
/// <param name="Id">Of the account, user or bot.</param>
internal sealed record Permissible(string Kind, long Id)
{
    public static Permissible Account(long id) => new(PermissibleKind.Account, id);

    public static Permissible User(long id) => new(PermissibleKind.User, id);

    public static Permissible AgentBot(long id) => new(PermissibleKind.AgentBot, id);
}
