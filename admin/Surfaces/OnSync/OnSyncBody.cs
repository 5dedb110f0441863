using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>The JSON of a request. A parameter of handlers.</summary>
/// <param name="Root">Null where the body is the word <c>null</c>.</param>
internal sealed record OnSyncBody(JsonNode? Root)
{
    /// <summary>Largest body that is many objects, in bytes.</summary>
    private const int BulkLimit = 16 * 1024 * 1024;

    /// <summary>Called by the framework for a handler's parameter.</summary>
    /// <exception cref="BadHttpRequestException">It is no JSON.</exception>
    public static async ValueTask<OnSyncBody?> BindAsync(HttpContext context)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, BulkLimit, context.RequestAborted, "contacts");
        if (!read.TryGet(out var body, out var problem))
        {
            throw new BadHttpRequestException(problem.Detail ?? problem.Title, problem.Status);
        }

        using (body)
        {
            return new OnSyncBody(JsonTree.Of(body.Root));
        }
    }

    /// <returns>The fields, or what is wrong where the body is no object.</returns>
    public (FieldsReader? Fields, OnSyncErrorResult? Refusal) Read(bool nullClears)
    {
        var issues = new OnSyncIssues();
        if (Root is JsonObject fields)
        {
            return (new FieldsReader(fields, [], nullClears, issues), null);
        }

        issues.WrongType([], "object", FieldsReader.TypeOf(Root));
        return (null, new OnSyncErrorResult(OnSyncError.Invalid(issues.All)));
    }
}
