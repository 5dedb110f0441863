using System.Text.Json.Serialization;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A person as those see him who run the installation.</summary>
/// <param name="Id">His number.</param>
/// <param name="Email">By which he signs in.</param>
/// <param name="Name">What people call him.</param>
/// <param name="SuperAdmin">Whether he runs the installation.</param>
/// <param name="ConfirmedAt">Since when the address is taken for his; null where it is not.</param>
/// <param name="CreatedAt">Since when he is there.</param>
/// <param name="Accounts">How many he has a place in.</param>
/// <param name="Sessions">Browsers in which he is signed in.</param>
/// <param name="LastSeenAt">When he was last seen in one of them; null where he is in none.</param>
/// <param name="Places">Where he works; of one person alone.</param>
internal sealed record UserItem(
    long Id,
    string Email,
    string Name,
    bool SuperAdmin,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset CreatedAt,
    long Accounts,
    long Sessions,
    DateTimeOffset? LastSeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UserPlace>? Places)
{
    public static UserItem Of(UserRow row, IReadOnlyList<UserPlace>? places) => new(
        row.Id,
        row.Email,
        row.Name,
        row.IsSuperAdmin != 0,
        ConsoleTime.Of(row.ConfirmedAt),
        ConsoleTime.Of(row.CreatedAt),
        row.Accounts,
        row.Sessions,
        ConsoleTime.Of(row.LastSeenAt),
        places);
}
