using Microsoft.Net.Http.Headers;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Problems;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Idempotency;

/// <summary>A request under an <c>Idempotency-Key</c> that is answered for the first time: a feature of the request.</summary>
internal sealed class IdempotentCall(IdempotencyKey key, HashedBody body, string? secret)
{
    public IdempotencyKey Key => key;

    /// <summary>What is sent instead of the handler's result: the answer as it was kept, or why there is none.</summary>
    public IResult? Answer { get; set; }

    public static IdempotentCall Of(HttpContext context, IdempotencyKey key)
    {
        var request = context.Request;
        var body = new HashedBody(request.Body, new BodyFingerprint($"{request.Method} {request.Path}{request.QueryString}", BoundaryOf(request)));
        request.Body = body;
        context.Response.RegisterForDispose(body);
        var secret = context.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is null ? null : ApiKeyCredentials.Read(request)?.Secret ?? SessionCookie.Read(request);
        return new IdempotentCall(key, body, secret);
    }

    public Task<byte[]> FingerprintAsync(CancellationToken cancellationToken) => body.FingerprintAsync(cancellationToken);

    public KeptAnswer Keep(byte[] fingerprint, Answer answer) => KeptAnswer.Of(fingerprint, answer, secret);

    /// <summary>Answers by what is kept under the key: the same again, where the same was asked.</summary>
    public IResult Replay(KeptAnswer kept, byte[] fingerprint)
    {
        if (!kept.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            return new ProblemResult(KnownProblems.IdempotencyKeyReused());
        }

        return kept.Open(secret) is { } answer ? answer : new ProblemResult(KnownProblems.AnswerSealed());
    }

    private static string BoundaryOf(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : "";
}
