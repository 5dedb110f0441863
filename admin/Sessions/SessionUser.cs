using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>Who is signed in.</summary>
internal sealed record SessionUser(long Id, string Email, string Name, string? AvatarUrl, bool SuperAdmin)
{
    public static SessionUser Of(User user) => new(user.Id, user.Email, user.AvailableName, user.AvatarUrl, user.IsSuperAdmin != 0);
}
