using System.Text.Json;

namespace OneLink.Admin.Idempotency;

/// <summary>A row of <c>idempotent_calls</c>: an answer under its key.</summary>
internal sealed class KeptAnswer
{
    /// <summary>SHA-256 of what was asked.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Lines of a stream that this part answers.</summary>
    public long Lines { get; init; }

    public required long Status { get; init; }

    public required string Headers { get; init; }

    /// <summary>A <see cref="Idempotency.BodyForm"/>.</summary>
    public required long BodyForm { get; init; }

    public required byte[] Body { get; init; }

    /// <param name="fingerprint">SHA-256 of what was asked.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="secret">The caller's API secret where the answer is to be readable to nobody else, else null.</param>
    public static KeptAnswer Of(byte[] fingerprint, Answer answer, string? secret)
    {
        var (form, body) = secret is null ? AnswerBody.Pack(answer.Body) : (Idempotency.BodyForm.Sealed, AnswerSeal.Close(secret, answer.Body));
        return new KeptAnswer
        {
            Fingerprint = fingerprint,
            Status = answer.Status,
            Headers = JsonSerializer.Serialize(answer.Headers, IdempotencyJson.Default.IReadOnlyDictionaryStringString),
            BodyForm = (long)form,
            Body = body,
        };
    }

    /// <returns>Null where another secret has sealed it.</returns>
    public Answer? Open(string? secret)
    {
        var form = (BodyForm)BodyForm;
        var body = form == Idempotency.BodyForm.Sealed ? AnswerSeal.Open(secret ?? "", Body) : AnswerBody.Unpack(form, Body);
        return body is null
            ? null
            : new Answer((int)Status, JsonSerializer.Deserialize(Headers, IdempotencyJson.Default.IReadOnlyDictionaryStringString)!, body) { IsReplay = true };
    }
}
