using System.Text;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="At">Unix milliseconds when it began.</param>
/// <param name="Status">Of the answer; null where there was none.</param>
/// <param name="Reason">Why there was none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Answer">How the body of the answer began; null where it was empty.</param>
internal sealed record DeliveryAttempt(
    long At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    long Milliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer = null)
{
    /// <summary>Of an answer: enough to read the error in it.</summary>
    private const int MaxAnswerBytes = 1_000;

    [JsonIgnore]
    public bool IsDelivered => Status is >= 200 and <= 299;

    /// <summary>What is kept of an answer's body. What is no UTF-8 is shown as such.</summary>
    public static string? Kept(ReadOnlySpan<byte> body)
    {
        var isCut = body.Length > MaxAnswerBytes;
        var text = Encoding.UTF8.GetString(isCut ? body[..MaxAnswerBytes] : body);
        return text.Length == 0 ? null : isCut ? text.TrimEnd('\uFFFD') + "…" : text;
    }
}
