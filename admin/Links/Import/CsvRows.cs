using System.Text.Json.Nodes;
using OneLink.Admin.Csv;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Import;

/// <summary>A link a record, its fields in the columns of the first one.</summary>
internal sealed class CsvRows : IImportRows
{
    private readonly Stream _file;
    private readonly CsvReader _reader;
    private readonly ImportColumns _columns;
    private readonly ImportCell _cell;

    /// <param name="file">The file, from its beginning; its header has been looked at before.</param>
    /// <param name="reader">Reads it, its header already read.</param>
    /// <param name="columns">What the columns fill.</param>
    /// <param name="isForeign">Whether another service wrote the file.</param>
    public CsvRows(Stream file, CsvReader reader, ImportColumns columns, bool isForeign)
        => (_file, _reader, _columns, _cell) = (file, reader, columns, new ImportCell(isForeign));

    public long BytesRead => _file.Position;

    public async ValueTask<ImportRow?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadAsync(cancellationToken) is not { } record)
        {
            return null;
        }

        if (record.Error is { } error)
        {
            return ImportRow.Refused("The row " + error);
        }

        var targets = _columns.Targets;
        if (record.Fields.Count > targets.Count && record.Fields.Skip(targets.Count).Any(field => field.Length > 0))
        {
            return ImportRow.Refused($"The row has {record.Fields.Count} fields, but the header {targets.Count}. Texts that hold the separator must stand in quotation marks.");
        }

        if (record.Fields.Any(field => field.Contains(CsvText.Unreadable, StringComparison.Ordinal)))
        {
            return ImportRow.Refused("The row holds characters that cannot be read. Save the file as UTF-8 (\"CSV UTF-8\" in spreadsheets).");
        }

        var link = new JsonObject();
        foreach (var (target, field) in targets.Zip(record.Fields))
        {
            // An empty field says nothing; what it would clear is cleared by a PATCH.
            if (target is not null && field.Length > 0 && _cell.Put(link, target, field) is { } problem)
            {
                return ImportRow.Refused(problem);
            }
        }

        return ImportRow.Of(JsonBodyReader.Parse(System.Text.Encoding.UTF8.GetBytes(link.ToJsonString())));
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }
}
