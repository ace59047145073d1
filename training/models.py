"""The three networks of sana-mini: small sizes of the official classes."""

from diffusers import AutoencoderDC, SanaTransformer2DModel
from transformers import Gemma2Config, Gemma2Model

from .world import NATIVE

TEXT_WIDTH = 192
WIDTH = 256
BLOCKS = 6
VOCABULARY = 12800


def make_autoencoder():
    """AutoencoderDC f32c32: (n, 3, h, w) in [-1, 1] <-> (n, 32, h/32, w/32)."""
    attention, residual = "EfficientViTBlock", "ResBlock"
    kinds = (residual, residual, residual, attention, attention, attention)
    widths = (16, 32, 64, 128, 256, 256)
    scales = ((), (), (), (5,), (5,), (5,))
    return AutoencoderDC(
        in_channels=3,
        latent_channels=32,
        attention_head_dim=32,
        encoder_block_types=kinds,
        decoder_block_types=kinds,
        encoder_block_out_channels=widths,
        decoder_block_out_channels=widths,
        encoder_layers_per_block=(0, 1, 1, 1, 1, 1),
        decoder_layers_per_block=(0, 1, 1, 1, 2, 2),
        encoder_qkv_multiscales=scales,
        decoder_qkv_multiscales=scales,
        downsample_block_type="conv",
        upsample_block_type="interpolate",
        decoder_norm_types="rms_norm",
        decoder_act_fns="silu",
        scaling_factor=1.0,
    )


def make_transformer():
    """SanaTransformer2D over latents of NATIVE px, with position embeddings: places are learned sooner than by padding alone.

    Pictures of all sizes have the same positions from edge to edge, counted in steps of 64 px of a NATIVE one.
    """
    return SanaTransformer2DModel(
        in_channels=32,
        out_channels=32,
        num_attention_heads=WIDTH // 32,
        attention_head_dim=32,
        num_layers=BLOCKS,
        num_cross_attention_heads=WIDTH // 64,
        cross_attention_head_dim=64,
        cross_attention_dim=WIDTH,
        caption_channels=TEXT_WIDTH,
        mlp_ratio=2.5,
        sample_size=NATIVE // 32,
        patch_size=1,
        interpolation_scale=2.0,
        norm_eps=1e-6,
    )


def make_text_encoder(vocabulary):
    return Gemma2Model(
        Gemma2Config(
            vocab_size=vocabulary,
            hidden_size=TEXT_WIDTH,
            num_hidden_layers=4,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=48,
            intermediate_size=512,
            query_pre_attn_scalar=48,
            sliding_window=4096,
            pad_token_id=0,
            eos_token_id=1,
            bos_token_id=2,
            attn_implementation="eager",
        )
    )
