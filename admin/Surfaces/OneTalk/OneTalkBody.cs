using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Reads the fields of a request one after the other; the first that is wrong is told.</summary>
internal sealed class OneTalkBody(JsonObject fields)
{
    /// <summary>Null while nothing is wrong.</summary>
    public OneTalkResult? Refusal { get; private set; }

    /// <summary>A body without a content type is JSON.</summary>
    public static async Task<OneTalkBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.ContentType ??= "application/json";
        var read = await JsonBodyReader.ReadAsync(request, bulkLimit: 0, cancellationToken);
        if (!read.TryGet(out var body, out var problem))
        {
            return new OneTalkBody([]) { Refusal = OneTalkResult.Invalid(problem.Detail ?? problem.Title, "") };
        }

        using (body)
        {
            try
            {
                return JsonTree.Of(body.Root) is JsonObject fields
                    ? new OneTalkBody(fields)
                    : new OneTalkBody([]) { Refusal = OneTalkResult.Invalid("The body must be an object", "") };
            }
            catch (BadHttpRequestException exception)
            {
                return new OneTalkBody([]) { Refusal = OneTalkResult.Invalid(exception.Message, "") };
            }
        }
    }

    /// <summary>Text that must be there.</summary>
    /// <param name="name">Of the field.</param>
    /// <param name="label">In a sentence.</param>
    /// <param name="maximum">Most characters.</param>
    public string Required(string name, string label, int maximum)
    {
        var text = Optional(name, label, maximum);
        if (text is null)
        {
            Refuse($"{label} is required", name);
        }

        return text ?? "";
    }

    /// <returns>Null where there is none; empty text is none.</returns>
    public string? Optional(string name, string label, int maximum)
    {
        if (!fields.TryGetPropertyValue(name, out var node) || node is null)
        {
            return null;
        }

        if (node is not JsonValue value || !value.TryGetValue(out string? text))
        {
            Refuse($"{label} must be a string", name);
            return null;
        }

        var errors = new RecordErrors();
        TextRules.Length(errors, "", text, maximum);
        if (errors.Any)
        {
            Refuse(FormattableString.Invariant($"{label} must have 1 to {maximum} characters"), name);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    public void Refuse(string message, string name) => Refusal ??= OneTalkResult.Invalid(message, name);
}
