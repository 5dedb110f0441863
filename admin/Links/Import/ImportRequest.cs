using System.Text.Json;
using Microsoft.Extensions.Primitives;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>Reads how a file is to be imported, from the query or from the fields of a form.</summary>
internal static class ImportRequest
{
    private static readonly string[] Known = ["format", "preset", "columns", "dryRun", "onConflict", "domain"];

    /// <param name="parameters">What was said.</param>
    /// <param name="format">What the upload itself tells of the format; null for nothing.</param>
    /// <param name="domains">Domains of the caller's account.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static ImportOptions? Read(
        IEnumerable<KeyValuePair<string, StringValues>> parameters, ImportFormat? format, AccountDomains domains, FieldErrors errors)
    {
        var options = new ImportOptions { Format = format ?? ImportFormat.Csv };
        foreach (var (name, values) in parameters)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                errors.Add(name, ClosestName.To(name, Known) is { } closest ? $"is not a known parameter; did you mean \"{closest}\"?" : "is not a known parameter.");
            }
            else if (values.Count != 1)
            {
                errors.Add(name, "is given more than once.");
            }
            else if (values[0] is { Length: > 0 } value)
            {
                options = With(options, name, value, domains, errors);
            }
        }

        if (options.Format == ImportFormat.Ndjson && (options.Preset is not null || options.Columns.Count > 0))
        {
            errors.Add(options.Preset is null ? "columns" : "preset", "is for CSV files; a line of NDJSON is a link as POST /links takes it.");
        }

        return errors.Any ? null : options;
    }

    private static ImportOptions With(ImportOptions options, string name, string value, AccountDomains domains, FieldErrors errors)
    {
        switch (name)
        {
            case "format" when value is "csv" or "ndjson":
                return options with { Format = value == "csv" ? ImportFormat.Csv : ImportFormat.Ndjson };
            case "format":
                errors.Add(name, "must be csv or ndjson.");
                return options;
            case "preset" when ImportPreset.All.Any(preset => string.Equals(preset.Name, value, StringComparison.Ordinal)):
                return options with { Preset = value };
            case "preset":
                errors.Add(name, $"must be one of {string.Join(", ", ImportPreset.All.Select(preset => preset.Name))}.");
                return options;
            case "columns":
                return options with { Columns = Columns(value, errors) };
            case "dryRun" when value is "true" or "false":
                return options with { DryRun = value == "true" };
            case "dryRun":
                errors.Add(name, "must be true or false.");
                return options;
            case "onConflict" when Conflict(value) is { } conflict:
                return options with { OnConflict = conflict };
            case "onConflict":
                errors.Add(name, "must be fail, skip or update.");
                return options;
            case "domain" when domains.Find(value) is { } domain:
                return options with { Domain = domain.Host };
            default:
                errors.Add(name, $"is not a domain of this account; its domains are {string.Join(", ", domains.All.Select(domain => domain.Authority))}.");
                return options;
        }
    }

    private static ImportConflict? Conflict(string value) => value switch
    {
        "fail" => ImportConflict.Fail,
        "skip" => ImportConflict.Skip,
        "update" => ImportConflict.Update,
        _ => null,
    };

    private static Dictionary<string, string?> Columns(string value, FieldErrors errors)
    {
        Dictionary<string, string?>? columns;
        try
        {
            columns = JsonSerializer.Deserialize(value, ImportJson.Default.DictionaryStringString);
        }
        catch (JsonException)
        {
            columns = null;
        }

        if (columns is null)
        {
            errors.Add("columns", "must be a JSON object such as {\"Long URL\":\"url\",\"Label\":\"title\",\"Owner\":null}: columns of the file and the fields that they fill.");
            return [];
        }

        foreach (var (column, target) in columns)
        {
            if (target is not null && ImportColumns.Refusal(target) is { } refusal)
            {
                errors.Add("columns." + column, refusal);
            }
        }

        return columns;
    }
}
