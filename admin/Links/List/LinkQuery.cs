using System.Globalization;
using Microsoft.Extensions.Primitives;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Search;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.List;

/// <summary>Which links a list asks for.</summary>
internal sealed record LinkQuery
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    private static readonly string[] Filters = [.. LinkParameters.Filters.Select(filter => filter.Name)];
    private static readonly string[] Known = ["limit", "cursor", "sort", .. Filters];

    public int Limit { get; init; } = DefaultLimit;

    public LinkSort Sort { get; init; } = LinkSort.Default;

    public LinkCursor? Cursor { get; init; }

    public LinkDomain? Domain { get; init; }

    public string? Tag { get; init; }

    /// <summary>Holds at least one word.</summary>
    public SearchText? Search { get; init; }

    public string? ExternalId { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Lowest id that is meant: ids grow with the time of creation.</summary>
    public long? IdsFrom { get; init; }

    /// <summary>The id below which all are that are meant.</summary>
    public long? IdsBelow { get; init; }

    /// <returns>Null exactly when there are errors.</returns>
    public static LinkQuery? Read(IQueryCollection parameters, AccountDomains domains, FieldErrors errors)
    {
        var query = Read(parameters, Known, domains, errors);
        return errors.Any ? null : query.WithCursor(parameters["cursor"].ToString(), errors);
    }

    /// <summary>Reads the filters alone, which select the same links as in a list.</summary>
    /// <returns>Null exactly when there are errors.</returns>
    public static LinkQuery? ReadFilter(IEnumerable<KeyValuePair<string, StringValues>> parameters, AccountDomains domains, FieldErrors errors)
    {
        var query = Read(parameters, Filters, domains, errors);
        return errors.Any ? null : query;
    }

    /// <summary>The same links from a place on that an earlier answer named.</summary>
    /// <returns>Null exactly when the cursor is not one of this order.</returns>
    public LinkQuery? WithCursor(string text, FieldErrors errors)
    {
        if (text.Length == 0)
        {
            return this;
        }

        if (LinkCursor.Parse(text, Sort) is { } cursor)
        {
            return this with { Cursor = cursor };
        }

        errors.Add("cursor", "is not a cursor of this list in this order; use nextCursor of the page before, with the same sort.");
        return null;
    }

    private static LinkQuery Read(
        IEnumerable<KeyValuePair<string, StringValues>> parameters, string[] known, AccountDomains domains, FieldErrors errors)
    {
        var query = new LinkQuery();
        foreach (var (name, values) in parameters)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                errors.Add(name, ClosestName.To(name, known) is { } closest
                    ? $"is not a known parameter; did you mean \"{closest}\"?"
                    : "is not a known parameter.");
            }
            else if (values.Count != 1)
            {
                errors.Add(name, "is given more than once.");
            }
            else
            {
                query = query.With(name, values[0] ?? "", domains, errors);
            }
        }

        return query;
    }

    private LinkQuery With(string name, string value, AccountDomains domains, FieldErrors errors)
    {
        switch (name)
        {
            case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit:
                return this with { Limit = limit };
            case "limit":
                errors.Add(name, $"must be a whole number from 1 to {MaxLimit}.");
                return this;
            case "sort" when LinkSort.All.FirstOrDefault(sort => string.Equals(sort.Name, value, StringComparison.Ordinal)) is { } sort:
                return this with { Sort = sort };
            case "sort":
                errors.Add(name, $"must be one of {string.Join(", ", LinkSort.All.Select(sort => sort.Name))}.");
                return this;
            case "domain" when domains.Find(value) is { } domain:
                return this with { Domain = domain };
            case "domain":
                errors.Add(name, "is not a domain of this account.");
                return this;
            case "tag":
                return this with { Tag = value };
            case "search" when string.IsNullOrWhiteSpace(value):
                return this;
            case "search" when SearchText.Of(value) is { } text:
                return this with { Search = text };
            case "search":
                errors.Add(name, "must hold a letter, a digit or a symbol to look for.");
                return this;
            case "externalId":
                return this with { ExternalId = value };
            case "enabled" when value is "true" or "false":
                return this with { Enabled = value == "true" };
            case "enabled":
                errors.Add(name, "must be true or false.");
                return this;
            case "createdAfter" when FieldReader.TryParseTime(value, out var after):
                return this with { IdsFrom = LinkId.FirstAfter(after).Value };
            case "createdBefore" when FieldReader.TryParseTime(value, out var before):
                return this with { IdsBelow = LinkId.FirstAt(before).Value };
            case "createdAfter" or "createdBefore":
                errors.Add(name, "must be an RFC 3339 time such as 2027-01-31T12:00:00Z.");
                return this;
            default:
                return this;
        }
    }
}
