using System.Text.Json;
using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>How a file of links is read; what is not set is as the server has it.</summary>
public sealed record ImportOptions
{
    /// <summary>A link as JSON a line instead of CSV.</summary>
    public bool Ndjson { get; init; }

    /// <summary>
    /// The service that wrote the file: <c>bitly</c>, <c>dub</c>, <c>shortio</c>, <c>rebrandly</c>, <c>shlink</c>, <c>kutt</c>
    /// or <c>yourls</c>. Without one, columns are named like the fields of a link, as exports have them.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>Columns of the file and the fields that they fill (<c>url</c>, <c>utm.source</c>); null for none.</summary>
    public IReadOnlyDictionary<string, string?>? Columns { get; init; }

    /// <summary>Try everything and keep nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What becomes of a row whose slug or external id another link has: <c>fail</c>, <c>skip</c> or <c>update</c>.</summary>
    public string? OnConflict { get; init; }

    /// <summary>On which all links come.</summary>
    public string? Domain { get; init; }

    internal Query ToQuery() => Query.Empty
        .With("preset", Preset)
        .With("columns", Columns is null ? null : JsonSerializer.Serialize(Columns, ClientJson.Default.IReadOnlyDictionaryStringString))
        .With("dryRun", DryRun ? true : null)
        .With("onConflict", OnConflict)
        .With("domain", Domain);
}
