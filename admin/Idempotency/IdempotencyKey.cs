using OneLink.Admin.Access;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Idempotency;

/// <summary>What a client calls a request, so that it can repeat it: unique among the requests of its API key.</summary>
internal readonly record struct IdempotencyKey(string ApiKeyId, string Value)
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 255;

    /// <returns>Null for both where the request has none.</returns>
    public static (IdempotencyKey? Key, Problem? Problem) Read(HttpRequest request, Caller caller)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
        {
            return (null, null);
        }

        var value = values.ToString();
        if (values.Count == 1 && value.Length is >= 1 and <= MaxLength && value.All(static c => c is >= ' ' and <= '~'))
        {
            return (new IdempotencyKey(caller.KeyId, value), null);
        }

        var errors = new FieldErrors();
        errors.Add(Header, $"must be one text of 1 to {MaxLength} visible ASCII characters, such as a UUID.");
        return (null, KnownProblems.InvalidFields(errors));
    }
}
