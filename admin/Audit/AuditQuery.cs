using System.Globalization;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Audit;

/// <summary>Which entries a list asks for.</summary>
internal sealed record AuditQuery
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    private static readonly string[] Known = ["limit", "cursor", "action", "object", "actor", "createdAfter", "createdBefore"];

    public int Limit { get; private init; } = DefaultLimit;

    /// <summary>Id of the last entry of the page before.</summary>
    public long? Before { get; private init; }

    public string? Action { get; private init; }

    public string? Object { get; private init; }

    public string? Actor { get; private init; }

    public DateTimeOffset? CreatedAfter { get; private init; }

    public DateTimeOffset? CreatedBefore { get; private init; }

    /// <returns>Null exactly when there are errors.</returns>
    public static AuditQuery? Read(IQueryCollection parameters, FieldErrors errors)
    {
        var query = new AuditQuery();
        foreach (var (name, values) in parameters)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                errors.Add(name, ClosestName.To(name, Known) is { } closest
                    ? $"is not a known parameter; did you mean \"{closest}\"?"
                    : "is not a known parameter.");
            }
            else if (values.Count != 1)
            {
                errors.Add(name, "is given more than once.");
            }
            else
            {
                query = query.With(name, values[0] ?? "", errors);
            }
        }

        return errors.Any ? null : query;
    }

    private AuditQuery With(string name, string value, FieldErrors errors)
    {
        switch (name)
        {
            case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit:
                return this with { Limit = limit };
            case "limit":
                errors.Add(name, $"must be a whole number from 1 to {MaxLimit}.");
                return this;
            case "cursor" when value.Length == 0:
                return this;
            case "cursor" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var before):
                return this with { Before = before };
            case "cursor":
                errors.Add(name, "is not a cursor of this list; use nextCursor of the page before.");
                return this;
            case "createdAfter" when FieldReader.TryParseTime(value, out var after):
                return this with { CreatedAfter = after };
            case "createdBefore" when FieldReader.TryParseTime(value, out var before):
                return this with { CreatedBefore = before };
            case "createdAfter" or "createdBefore":
                errors.Add(name, "must be an RFC 3339 time such as 2027-01-31T12:00:00Z.");
                return this;
            case "action":
                return this with { Action = value };
            case "object":
                return this with { Object = value };
            default:
                return this with { Actor = value };
        }
    }
}
