using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.CustomFilters;

/// <summary>What is to be stored of a saved filter; what is not given stays.</summary>
internal sealed record CustomFilterInput
{
    public Given<string?> Name { get; init; }

    public Given<long> FilterType { get; init; }

    public Given<JsonObject?> Query { get; init; }

    public CustomFilter ApplyTo(CustomFilter filter, long at) => filter with
    {
        Name = (Name.Or(filter.Name) ?? "").Trim(),
        FilterType = FilterType.Or(filter.FilterType),
        Query = Query.IsGiven ? AttributeObject.Write(Query.Value) : filter.Query,
        UpdatedAt = at,
    };
}
