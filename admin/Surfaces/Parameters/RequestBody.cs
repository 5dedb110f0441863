using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>Reads the parameters of a request: its query, and its body as JSON, form or multipart; the body wins.</summary>
internal static class RequestBody
{
    /// <summary>Largest body that is one JSON document or one form, in bytes.</summary>
    private const int DocumentLimit = 2 * 1024 * 1024;

    /// <summary>Largest multipart body, in bytes: files travel in it.</summary>
    private const int MultipartLimit = 60 * 1024 * 1024;

    private static readonly FormOptions Form = new()
    {
        ValueCountLimit = 4096,
        ValueLengthLimit = DocumentLimit,
        BufferBodyLengthLimit = MultipartLimit,
        MultipartBodyLengthLimit = MultipartLimit,
    };

    /// <exception cref="BadHttpRequestException">It cannot be read.</exception>
    public static async Task<RequestParameters> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var tree = new JsonObject();
        foreach (var (name, values) in request.Query)
        {
            foreach (var value in values)
            {
                NestedNames.Put(tree, name, JsonTree.Checked(name, value ?? ""));
            }
        }

        var files = new Dictionary<string, List<IFormFile>>(StringComparer.Ordinal);
        var isForm = false;
        if (IsMediaType(request, "multipart/form-data") || IsMediaType(request, "application/x-www-form-urlencoded"))
        {
            isForm = true;
            await ReadFormAsync(request, tree, files, context.RequestAborted);
        }
        else if (request.ContentLength is not 0 && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await ReadJsonAsync(request, tree, context.RequestAborted);
        }

        return new RequestParameters(tree, files, isForm);
    }

    private static bool IsMediaType(HttpRequest request, string name)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static async Task ReadFormAsync(
        HttpRequest request, JsonObject tree, Dictionary<string, List<IFormFile>> files, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await new FormFeature(request, Form).ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, exception);
        }

        foreach (var (name, values) in form)
        {
            foreach (var value in values)
            {
                NestedNames.Put(tree, name, JsonTree.Checked(name, value ?? ""));
            }
        }

        foreach (var file in form.Files)
        {
            var name = file.Name.EndsWith("[]", StringComparison.Ordinal) ? file.Name[..^2] : file.Name;
            if (!files.TryGetValue(name, out var sameName))
            {
                files[name] = sameName = [];
            }

            sameName.Add(file);
        }
    }

    /// <summary>A body without a content type, or with another one, is JSON if it parses and nothing if it is empty.</summary>
    private static async Task ReadJsonAsync(HttpRequest request, JsonObject tree, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        if (bytes.Span.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        if (!JsonBodyReader.Parse(bytes).TryGet(out var body, out var problem))
        {
            throw problem.Errors is { Any: true } errors
                ? new NulTextException(errors.ByPath.Keys.First())
                : UnreadableRequest.Bad(problem.Detail ?? problem.Title);
        }

        using (body)
        {
            if (body.Root.ValueKind == JsonValueKind.Object)
            {
                foreach (var (name, value) in JsonTree.Of(body.Root)!.AsObject().ToList())
                {
                    tree[name] = value?.DeepClone();
                }
            }
            else
            {
                // As upstream names a body that is no object.
                tree["_json"] = JsonTree.Of(body.Root);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > DocumentLimit)
        {
            throw UnreadableRequest.TooLarge();
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > DocumentLimit)
            {
                throw UnreadableRequest.TooLarge();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
