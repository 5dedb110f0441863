namespace OneLink.Edge.Health;

/// <summary>The answer of <c>/_store/digest</c>: edges with the same sequence and scope have the same digest.</summary>
/// <param name="Sequence">Last change of the feed that is in it.</param>
/// <param name="Settled">Whether nothing changed while it was computed; otherwise it is the digest of no moment.</param>
/// <param name="Links">Links in the store.</param>
/// <param name="Domains">Domains.</param>
/// <param name="Digest">Of both and of the inboxes that are open, 32 hexadecimal digits.</param>
internal sealed record DigestReport(ulong Sequence, bool Settled, long Links, long Domains, string Digest);
