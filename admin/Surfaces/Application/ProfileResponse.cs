using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>A person as shown to himself, secrets included. Account, role and inviter are of the account last worked in.</summary>
internal sealed record ProfileResponse
{
    public required long Id { get; init; }

    public required string? AccessToken { get; init; }

    public required long? AccountId { get; init; }

    public required string AvailableName { get; init; }

    public required string AvatarUrl { get; init; }

    public required bool Confirmed { get; init; }

    public required string? DisplayName { get; init; }

    public required string? MessageSignature { get; init; }

    public required string Email { get; init; }

    public required string HmacIdentifier { get; init; }

    public required long? InviterId { get; init; }

    public required string Name { get; init; }

    public required string? PhoneNumber { get; init; }

    public required string Provider { get; init; }

    public required string PubsubToken { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RawJson? CustomAttributes { get; init; }

    public required string? Role { get; init; }

    public required RawJson UiSettings { get; init; }

    public required string Uid { get; init; }

    public required string? Type { get; init; }

    public required IReadOnlyList<ProfileAccount> Accounts { get; init; }

    public static ProfileResponse Of(User user, string? accessToken, IReadOnlyList<ProfileAccount> accounts) => new()
    {
        Id = user.Id,
        AccessToken = accessToken,
        AccountId = accounts.Count > 0 ? accounts[0].Id : null,
        AvailableName = user.AvailableName,
        AvatarUrl = user.AvatarUrl ?? "",
        Confirmed = user.ConfirmedAt is not null,
        DisplayName = user.DisplayName,
        MessageSignature = user.MessageSignature,
        Email = user.Email,
        HmacIdentifier = "",
        InviterId = accounts.Count > 0 ? accounts[0].InviterId : null,
        Name = user.Name,
        PhoneNumber = user.PhoneNumber,
        Provider = "email",
        PubsubToken = user.PubsubToken,
        CustomAttributes = user.CustomAttributes is AttributeObject.Empty ? (RawJson?)null : new RawJson(user.CustomAttributes),
        Role = accounts.Count > 0 ? accounts[0].Role : null,
        UiSettings = user.UiSettings,
        Uid = user.Email,
        Type = user.IsSuperAdmin != 0 ? "SuperAdmin" : null,
        Accounts = accounts,
    };
}
