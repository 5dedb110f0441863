using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>Writes an upload to disk while it arrives: the body itself, or the file in a form.</summary>
internal sealed class ImportUpload
{
    /// <summary>Largest file, in bytes: some ten million rows.</summary>
    private const long MaxFile = 4L * 1024 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    /// <summary>Of a field of the form, in bytes.</summary>
    private const int MaxField = 64 * 1024;

    private static readonly string[] CsvTypes = ["text/csv", "application/csv", "text/tab-separated-values", "text/plain", "application/vnd.ms-excel"];
    private static readonly string[] NdjsonTypes = [NdjsonCreation.ContentType, "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    private readonly string _path;

    private ImportUpload(string path) => _path = path;

    /// <summary>Fields of the form, beside those of the query.</summary>
    public Dictionary<string, StringValues> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>What the content type or the file's name tells of the format.</summary>
    public ImportFormat? Format { get; private set; }

    public long Length { get; private set; }

    private bool HasFile { get; set; }

    /// <param name="request">Request whose body has not been read.</param>
    /// <param name="path">Where the file is put.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<(ImportUpload Upload, Problem? Problem)> ReceiveAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        // Of any length: it is never held whole.
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var upload = new ImportUpload(path);
        var isTyped = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        var mediaType = isTyped ? type!.MediaType.ToString() : "";
        if (mediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (upload, await upload.ReceiveFormAsync(request, HeaderUtilities.RemoveQuotes(type!.Boundary).ToString(), cancellationToken));
        }

        upload.Format = FormatOf(mediaType);
        return (upload, upload.Format is null
            ? KnownProblems.UnsupportedMediaType($"Send a file as text/csv or {NdjsonCreation.ContentType}, or as multipart/form-data with a field \"file\".")
            : await upload.StoreAsync(request.Body, cancellationToken));
    }

    private static ImportFormat? FormatOf(string mediaType)
        => CsvTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase) ? ImportFormat.Csv
            : NdjsonTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase) ? ImportFormat.Ndjson
            : null;

    private async Task<Problem?> ReceiveFormAsync(HttpRequest request, string boundary, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await FromBodyAsync(() => reader.ReadNextSectionAsync(cancellationToken)) is { } section)
            {
                if (await ReceiveSectionAsync(section, cancellationToken) is { } problem)
                {
                    return problem;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            return KnownProblems.BadRequest("The form cannot be read: " + exception.Message);
        }

        return HasFile ? null : KnownProblems.BadRequest("The form has no file. Send it as a field with a file name, such as curl -F file=@links.csv.");
    }

    private async Task<Problem?> ReceiveSectionAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var disposition = section.GetContentDispositionHeader();
        var name = disposition is null ? "" : HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (disposition?.IsFileDisposition() == true)
        {
            if (HasFile)
            {
                return KnownProblems.BadRequest("The form has more than one file; import one at a time.");
            }

            HasFile = true;
            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
            Format = Path.GetExtension(fileName).ToUpperInvariant() is ".NDJSON" or ".JSONL" ? ImportFormat.Ndjson : FormatOf(section.ContentType ?? "");
            return await StoreAsync(section.Body, cancellationToken);
        }

        var text = await FromBodyAsync(() => new LimitedText(section.Body, MaxField).ReadAsync(cancellationToken));
        if (text is null)
        {
            return KnownProblems.TooLarge($"The field {name} of the form may have at most {MaxField} bytes.");
        }

        Fields[name] = StringValues.Concat(Fields.GetValueOrDefault(name), text);
        return null;
    }

    private async Task<Problem?> StoreAsync(Stream body, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await FromBodyAsync(() => body.ReadAsync(buffer, cancellationToken).AsTask())) > 0)
        {
            Length += read;
            if (Length > MaxFile)
            {
                return KnownProblems.TooLarge("A file may have at most 4 GiB; import it in parts.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        // The job that is answered for must find its file after a power cut.
        file.Flush(flushToDisk: true);
        return null;
    }

    /// <summary>What comes from the network, so that a form that ends too early is not taken for a disk that fails.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    private static async Task<T> FromBodyAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (IOException exception) when (exception is not (BadHttpRequestException or ConnectionResetException))
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }
}
