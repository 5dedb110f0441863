namespace OneLink.Client.Links;

/// <summary>Asks what a page says of itself.</summary>
internal sealed record PageMetadataRequest(string Url);
