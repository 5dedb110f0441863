using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>What is to be stored of a person by those who look after him; what is not given stays.</summary>
internal sealed record UserInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> DisplayName { get; init; }

    public Given<string?> Email { get; init; }

    /// <summary>Of a person who is there, empty or null lets the password stay.</summary>
    public Given<string?> Password { get; init; }

    /// <summary>Replaces these and leaves the others.</summary>
    public Given<JsonObject?> CustomAttributes { get; init; }
}
