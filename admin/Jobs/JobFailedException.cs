namespace OneLink.Admin.Jobs;

/// <summary>A job cannot go on, for a reason that its owner can understand: the message.</summary>
internal sealed class JobFailedException(string message) : Exception(message);
