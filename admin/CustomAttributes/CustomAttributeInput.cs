using OneLink.Admin.Validation;

namespace OneLink.Admin.CustomAttributes;

/// <summary>What is to be stored of an attribute; what is not given stays.</summary>
internal sealed record CustomAttributeInput
{
    public Given<long?> Model { get; init; }

    public Given<string?> AttributeKey { get; init; }

    public Given<string?> DisplayName { get; init; }

    public Given<long?> DisplayType { get; init; }

    public Given<string?> Description { get; init; }

    public Given<string[]?> ListValues { get; init; }

    public Given<string?> RegexPattern { get; init; }

    public Given<string?> RegexCue { get; init; }

    public CustomAttributeDefinition ApplyTo(CustomAttributeDefinition definition, long at) => definition with
    {
        Model = Model.Or(definition.Model) ?? definition.Model,
        AttributeKey = AttributeKey.Or(definition.AttributeKey)?.Trim() ?? "",
        DisplayName = DisplayName.Or(definition.DisplayName)?.Trim() ?? "",
        DisplayType = DisplayType.Or(definition.DisplayType) ?? definition.DisplayType,
        Description = Description.Or(definition.Description),
        ListValues = ListValues.IsGiven ? CustomAttributeJson.Write(ListValues.Value ?? []) : definition.ListValues,
        RegexPattern = RegexPattern.Or(definition.RegexPattern),
        RegexCue = RegexCue.Or(definition.RegexCue),
        UpdatedAt = at,
    };
}
