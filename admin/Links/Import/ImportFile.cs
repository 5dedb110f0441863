using OneLink.Admin.Csv;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>Opens an uploaded file.</summary>
internal static class ImportFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The file's rows, from the first one on.</summary>
    /// <returns>Null exactly when there are errors: the columns are not what the options say.</returns>
    public static async Task<IImportRows?> OpenAsync(string path, ImportOptions options, FieldErrors errors, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        if (options.Format == ImportFormat.Ndjson)
        {
            return new NdjsonRows(file);
        }

        var reader = new CsvReader(CsvText.Open(file));
        var header = await reader.ReadAsync(cancellationToken);
        if (header is null or { Error: not null })
        {
            errors.Add("file", header is null ? "is empty; its first line must name the columns." : $"cannot be read: its first line {header.Error}");
        }
        else if (ImportColumns.Of(header.Fields, options, errors) is { } columns)
        {
            return new CsvRows(file, reader, columns, options.Preset is not null);
        }

        reader.Dispose();
        return null;
    }
}
