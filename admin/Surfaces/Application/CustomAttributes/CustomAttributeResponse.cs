using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.CustomAttributes;

/// <summary>An attribute of the account's own making. Times are ISO 8601.</summary>
internal sealed record CustomAttributeResponse
{
    public required long Id { get; init; }

    public required string AttributeDisplayName { get; init; }

    public required string AttributeDisplayType { get; init; }

    public required string? AttributeDescription { get; init; }

    public required string AttributeKey { get; init; }

    public required string? RegexPattern { get; init; }

    public required string? RegexCue { get; init; }

    public required RawJson AttributeValues { get; init; }

    public required string AttributeModel { get; init; }

    public required string? DefaultValue { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static CustomAttributeResponse Of(CustomAttributeDefinition definition) => new()
    {
        Id = definition.Id,
        AttributeDisplayName = definition.DisplayName,
        AttributeDisplayType = CustomAttributeNames.DisplayType(definition.DisplayType),
        AttributeDescription = definition.Description,
        AttributeKey = definition.AttributeKey,
        RegexPattern = definition.RegexPattern,
        RegexCue = definition.RegexCue,
        AttributeValues = definition.ListValues,
        AttributeModel = CustomAttributeNames.Model(definition.Model),
        DefaultValue = null,
        CreatedAt = ApiTime.Iso(definition.CreatedAt),
        UpdatedAt = ApiTime.Iso(definition.UpdatedAt),
    };
}
