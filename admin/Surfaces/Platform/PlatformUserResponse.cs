using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>A person as platform apps see him, secrets included. Account and role are of the account last worked in.</summary>
internal sealed record PlatformUserResponse
{
    public required string? AccessToken { get; init; }

    public required long? AccountId { get; init; }

    public required string AvailableName { get; init; }

    public required string AvatarUrl { get; init; }

    public required bool Confirmed { get; init; }

    public required string? DisplayName { get; init; }

    public required string? MessageSignature { get; init; }

    public required string Email { get; init; }

    public required string? PhoneNumber { get; init; }

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Provider { get; init; }

    public required string PubsubToken { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RawJson? CustomAttributes { get; init; }

    public required string? Role { get; init; }

    public required RawJson UiSettings { get; init; }

    public required string Uid { get; init; }

    public required IReadOnlyList<UserAccount> Accounts { get; init; }

    public static PlatformUserResponse Of(User user, string? accessToken, IReadOnlyList<UserAccount> accounts) => new()
    {
        AccessToken = accessToken,
        AccountId = accounts.Count > 0 ? accounts[0].Id : null,
        AvailableName = user.AvailableName,
        AvatarUrl = user.AvatarUrl ?? "",
        Confirmed = user.ConfirmedAt is not null,
        DisplayName = user.DisplayName,
        MessageSignature = user.MessageSignature,
        Email = user.Email,
        PhoneNumber = user.PhoneNumber,
        Id = user.Id,
        Name = user.Name,
        Provider = "email",
        PubsubToken = user.PubsubToken,
        CustomAttributes = user.CustomAttributes is AttributeObject.Empty ? (RawJson?)null : new RawJson(user.CustomAttributes),
        Role = accounts.Count > 0 ? accounts[0].Role : null,
        UiSettings = user.UiSettings,
        Uid = user.Email,
        Accounts = accounts,
    };

    /// <summary>One of the person's accounts.</summary>
    internal sealed record UserAccount(long Id, string Name, string? ActiveAt, string Role);
}
