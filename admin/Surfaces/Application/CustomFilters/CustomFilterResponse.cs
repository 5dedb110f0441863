using OneLink.Admin.CustomFilters;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.CustomFilters;

/// <summary>A saved filter. Its type goes by two names: the server's and the documents'. Times are ISO 8601.</summary>
internal sealed record CustomFilterResponse(long Id, string Name, string FilterType, string Type, RawJson Query, string CreatedAt, string UpdatedAt)
{
    public static CustomFilterResponse Of(CustomFilter filter)
    {
        var type = CustomFilterType.NameOf(filter.FilterType);
        return new(filter.Id, filter.Name, type, type, filter.Query, ApiTime.Iso(filter.CreatedAt), ApiTime.Iso(filter.UpdatedAt));
    }
}
