using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>A contact as this API shows it.</summary>
internal record ContactResponse : OnSyncAnswer
{
    public required string Id { get; init; }

    public required string OrgId { get; init; }

    public required string? FirstName { get; init; }

    public required string? LastName { get; init; }

    public required string? Phone { get; init; }

    public required string? Email { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string? Channel { get; init; }

    /// <summary>Custom attributes, and the account's own id of the person as <c>externalId</c>.</summary>
    public required JsonObject Properties { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }
}
