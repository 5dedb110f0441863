using OneLink.Admin.Messages;

namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>A message before it is stored, and the links that its URLs have become.</summary>
/// <param name="Message">As it is to be stored.</param>
/// <param name="LinkIds">None where nothing was changed.</param>
internal sealed record TrackedMessage(Message Message, IReadOnlyList<long> LinkIds);
