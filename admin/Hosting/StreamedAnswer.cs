namespace OneLink.Admin.Hosting;

/// <summary>Metadata of an endpoint whose answer is made while it is read, and may have no end.</summary>
internal sealed class StreamedAnswer;
