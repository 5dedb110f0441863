using Microsoft.OpenApi;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>Which field each column of a CSV file fills.</summary>
internal sealed class ImportColumns
{
    private static readonly ApiField[] Fields = [.. LinkSchema.Sent.Fields.Where(field => !field.IsReadOnly)];

    /// <summary>Fields of which a column may fill a part: <c>utm.source</c>, <c>platforms.ios.fallbackUrl</c>.</summary>
    private static readonly string[] Parted = ["utm", "brand", "platforms", "metadata"];

    private static readonly string[] Known = [.. Fields.Select(field => field.Name), ImportPreset.ShortUrl, ImportPreset.Archived];

    private ImportColumns(IReadOnlyList<string?> targets) => Targets = targets;

    /// <summary>The field of each column; null where it is left out.</summary>
    public IReadOnlyList<string?> Targets { get; }

    /// <summary>Decides about a file's columns.</summary>
    /// <returns>Null exactly when there are errors.</returns>
    public static ImportColumns? Of(IReadOnlyList<string> header, ImportOptions options, FieldErrors errors)
    {
        var preset = ImportPreset.All.FirstOrDefault(known => string.Equals(known.Name, options.Preset, StringComparison.Ordinal));
        var names = header.Select(name => name.Trim()).ToList();
        foreach (var missing in options.Columns.Keys.Except(names, StringComparer.Ordinal))
        {
            errors.Add("columns." + missing, $"is not a column of the file; it has {string.Join(", ", names)}.");
        }

        var targets = new List<string?>(names.Count);
        foreach (var name in names)
        {
            var target = options.Columns.TryGetValue(name, out var chosen) ? chosen : Guess(name, preset);
            if (target is not null && targets.Contains(target, StringComparer.Ordinal))
            {
                // A preset knows a field by several names; of a file that has two of them the first column counts.
                if (options.Columns.ContainsKey(name))
                {
                    errors.Add("columns." + name, $"fills {target}, which another column fills already.");
                }

                target = null;
            }

            targets.Add(target);
        }

        if (!targets.Contains("url", StringComparer.Ordinal))
        {
            errors.Add("columns", $"name none that fills url; the file has {string.Join(", ", names)}. Say which with columns={{\"that column\":\"url\"}}, or choose the preset of the service that wrote the file.");
        }

        return errors.Any ? null : new ImportColumns(targets);
    }

    /// <summary>Whether a column can fill this; else why not.</summary>
    public static string? Refusal(string target)
    {
        var first = target.Split('.')[0];
        if (Known.Contains(target, StringComparer.Ordinal) || (first != target && Parted.Contains(first, StringComparer.Ordinal)))
        {
            return null;
        }

        return ClosestName.To(target, Known) is { } closest
            ? $"names the field \"{target}\", which there is not; did you mean \"{closest}\"?"
            : $"names the field \"{target}\", which there is not; null leaves a column out.";
    }

    /// <summary>What kind of JSON a field is: what is none of text, flag and number is written as JSON.</summary>
    public static JsonSchemaType KindOf(string target)
    {
        if (target.Contains('.', StringComparison.Ordinal) || target == ImportPreset.ShortUrl)
        {
            return JsonSchemaType.String;
        }

        return target == ImportPreset.Archived
            ? JsonSchemaType.Boolean
            : Fields.First(field => string.Equals(field.Name, target, StringComparison.Ordinal)).Type.Kind ?? JsonSchemaType.Object;
    }

    private static string? Guess(string name, ImportPreset? preset)
        => preset is null
            ? Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))?.Name
                ?? (Parted.Contains(name.Split('.')[0], StringComparer.Ordinal) ? name : null)
            : preset.Fields.GetValueOrDefault(ImportPreset.Plain(name));
}
