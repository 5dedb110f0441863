namespace OneLink.Admin.Idempotency;

/// <summary>Another process has answered under the same <c>Idempotency-Key</c> meanwhile: what was written here is taken back.</summary>
internal sealed class AnsweredElsewhereException() : Exception("Another process has answered under the same Idempotency-Key.");
