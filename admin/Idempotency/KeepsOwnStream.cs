namespace OneLink.Admin.Idempotency;

/// <summary>Metadata of an endpoint that keeps the answers to streams itself, part by part (<see cref="IdempotentStream"/>).</summary>
/// <param name="IsStream">Whether a request is one.</param>
internal sealed record KeepsOwnStream(Func<HttpRequest, bool> IsStream);
