using System.Text.Json.Nodes;
using OneLink.Admin.Files;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>What a person asks to change of himself.</summary>
internal sealed record ProfileInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> DisplayName { get; init; }

    public Given<string?> Email { get; init; }

    public Given<string?> PhoneNumber { get; init; }

    public Given<string?> MessageSignature { get; init; }

    public Given<JsonObject?> UiSettings { get; init; }

    /// <summary>A picture that was sent, or none any more.</summary>
    public Given<Avatar> Avatar { get; init; }

    public string? CurrentPassword { get; init; }

    /// <summary>Empty or null: the password stays.</summary>
    public string? Password { get; init; }

    public Given<string?> PasswordConfirmation { get; init; }
}
