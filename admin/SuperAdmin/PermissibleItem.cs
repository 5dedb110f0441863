namespace OneLink.Admin.SuperAdmin;

/// <summary>Something that a platform app may reach.</summary>
/// <param name="Kind">One of <see cref="PlatformApps.PermissibleKind"/>.</param>
/// <param name="Id">Of the account, user or bot.</param>
/// <param name="Name">What people call it; null where it is gone.</param>
/// <param name="GrantedAt">Since when.</param>
internal sealed record PermissibleItem(string Kind, long Id, string? Name, DateTimeOffset GrantedAt);
