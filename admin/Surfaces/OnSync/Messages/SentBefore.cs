using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Surfaces.OnSync.Errors;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>What was answered under an <c>Idempotency-Key</c>, kept in the transaction of the message that the answer tells of, for a day.</summary>
internal sealed class SentBefore(IdempotencyStore store)
{
    /// <returns>Null for both where the request has no key.</returns>
    public static (IdempotencyKey? Key, OnSyncIssue? Issue) Read(HttpRequest request, OnSyncCaller caller)
    {
        var values = request.Headers[IdempotencyKey.Header];
        return values.Count == 0 ? (null, null)
            : values.Count == 1 && values.ToString() is { Length: >= 1 and <= IdempotencyKey.MaxLength } value && value.All(static c => c is >= ' ' and <= '~')
                ? (new IdempotencyKey("onsync " + PublicId.Key(caller.Key.Id), value), null)
                : (null, new OnSyncIssue("invalid_string", [IdempotencyKey.Header], $"Must be one text of 1 to {IdempotencyKey.MaxLength} visible ASCII characters, such as a UUID"));
    }

    /// <summary>Of what is asked.</summary>
    public static byte[] FingerprintOf(JsonNode? body) => SHA256.HashData(Encoding.UTF8.GetBytes("POST /v1/messaging/send " + body?.ToJsonString()));

    /// <returns>The answer that was given, or that the key was another request's; null where it is new.</returns>
    public async Task<IResult?> FindAsync(WriteScope scope, IdempotencyKey key, byte[] fingerprint)
        => await store.FindAsync(scope, key, part: 0) is not { } kept ? null
            : kept.Fingerprint.AsSpan().SequenceEqual(fingerprint)
                ? new OnSyncResult<SendResponse>(JsonSerializer.Deserialize(kept.Open(secret: null)!.Body, OnSyncJson.Default.SendResponse)!, OnSyncJson.Relaxed.SendResponse, (int)kept.Status)
                : new OnSyncErrorResult(OnSyncError.KeyReused());

    public Task KeepAsync(WriteScope scope, IdempotencyKey key, byte[] fingerprint, SendResponse response)
        => store.InsertAsync(
            scope,
            key,
            part: 0,
            KeptAnswer.Of(fingerprint, new Answer(StatusCodes.Status202Accepted, new Dictionary<string, string>(StringComparer.Ordinal), JsonSerializer.SerializeToUtf8Bytes(response, OnSyncJson.Relaxed.SendResponse)), secret: null));
}
